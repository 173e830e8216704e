//! Bookkeeping that trusts nobody: a mistake in the data panics, and the host is told which and where.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};
use core::fmt::{self, Write};

const BLOCK: u32 = 64;

unsafe extern "C" {
    /// Shows text.
    fn host_print(text: *const u8, length: usize);
}

/// A line of text that is being written; what does not fit is left out.
struct Line {
    bytes: [u8; 80],
    length: usize,
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for &byte in text.as_bytes() {
            let slot = self.bytes.get_mut(self.length).ok_or(fmt::Error)?;
            *slot = byte;
            self.length += 1;
        }
        Ok(())
    }
}

/// Formats on the GPU, and shows the line on the host.
macro_rules! println {
    ($($argument:tt)*) => {{
        let mut line = Line { bytes: [0; 80], length: 0 };
        let _ = line.write_fmt(format_args!($($argument)*));
        unsafe { host_print(line.bytes.as_ptr(), line.length) }
    }};
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Entry {
    pub account: u32,
    /// 0 for a deposit, 1 for a withdrawal, 2 for a fee in percent.
    pub kind: u32,
    pub amount: u32,
}

/// What an entry does to a balance.
trait Rule {
    fn apply(&self, balance: u32, amount: u32) -> u32;
}

struct Deposit;
struct Withdrawal;
struct Fee;

impl Rule for Deposit {
    fn apply(&self, balance: u32, amount: u32) -> u32 {
        balance.checked_add(amount).expect("a balance is at most 32 bits")
    }
}

impl Rule for Withdrawal {
    fn apply(&self, balance: u32, amount: u32) -> u32 {
        if amount > balance {
            panic!("cannot take {amount} from {balance}");
        }
        balance - amount
    }
}

impl Rule for Fee {
    fn apply(&self, balance: u32, amount: u32) -> u32 {
        assert!(amount <= 100, "a fee of {amount} %");
        balance - (u64::from(balance) * u64::from(amount) / 100) as u32
    }
}

/// The rule of a kind; the caller is to blame if there is none.
#[track_caller]
#[inline(never)]
fn rule(kind: u32) -> &'static dyn Rule {
    match kind {
        0 => &Deposit,
        1 => &Withdrawal,
        2 => &Fee,
        _ => panic!("there is no kind {kind:#x} of entries"),
    }
}

/// Each work-item goes through the entries of one account, and prints those that it empties.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn settle(balances: &mut [u32], firsts: &[u32], entries: &[Entry]) {
    let account = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    if account >= balances.len() {
        return;
    }
    let own = &entries[firsts[account] as usize..firsts[account + 1] as usize];
    for entry in own {
        assert_eq!(entry.account as usize, account);
        balances[account] = rule(entry.kind).apply(balances[account], entry.amount);
    }
    if balances[account] == 0 && !own.is_empty() {
        println!("account {account} is empty after {} entries", own.len());
    }
}
