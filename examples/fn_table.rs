//! A stack machine whose instructions are a table of `fn` pointers.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

const BLOCK: u32 = 64;

/// A stack of eight numbers that wraps around.
struct Machine {
    stack: [i32; 8],
    top: usize,
}

impl Machine {
    fn push(&mut self, value: i32) {
        self.top = (self.top + 1) % 8;
        self.stack[self.top] = value;
    }
    fn pop(&mut self) -> i32 {
        let value = self.stack[self.top];
        self.top = (self.top + 7) % 8;
        value
    }
}

type Instruction = fn(&mut Machine, i32);

fn push(machine: &mut Machine, operand: i32) {
    machine.push(operand);
}

fn add(machine: &mut Machine, _: i32) {
    let (b, a) = (machine.pop(), machine.pop());
    machine.push(a.wrapping_add(b));
}

fn multiply(machine: &mut Machine, _: i32) {
    let (b, a) = (machine.pop(), machine.pop());
    machine.push(a.wrapping_mul(b));
}

fn duplicate(machine: &mut Machine, depth: i32) {
    let value = machine.stack[(machine.top + 8 - (depth as usize & 7)) % 8];
    machine.push(value);
}

fn shift(machine: &mut Machine, by: i32) {
    let value = machine.pop();
    machine.push(if by < 0 { value.wrapping_shr(-by as u32) } else { value.wrapping_shl(by as u32) });
}

static INSTRUCTIONS: [Instruction; 6] =
    [push, add, multiply, duplicate, shift, |machine, limit| {
        let value = machine.pop();
        machine.push(value.clamp(-limit.max(0), limit.max(0)));
    }];

/// Runs one program, pairs of an instruction's number and its operand, on each input.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn fn_table(program: &[[i32; 2]], inputs: &[i32], out: &mut [i32]) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    let (Some(&input), Some(slot)) = (inputs.get(i), out.get_mut(i)) else {
        return;
    };
    let mut machine = Machine { stack: [0; 8], top: 0 };
    machine.push(input);
    for &[number, operand] in program {
        if let Some(instruction) = INSTRUCTIONS.get(number as usize) {
            instruction(&mut machine, operand);
        }
    }
    *slot = machine.pop();
}
