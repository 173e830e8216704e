//! A recursive evaluator of arithmetic expressions, with errors as `&str`.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

const BLOCK: u32 = 64;

pub enum Expr<'a> {
    Number(i64),
    Variable(u8),
    Negate(&'a Expr<'a>),
    Add(&'a Expr<'a>, &'a Expr<'a>),
    Multiply(&'a Expr<'a>, &'a Expr<'a>),
    Divide { numerator: &'a Expr<'a>, denominator: &'a Expr<'a> },
    IfPositive(&'a Expr<'a>, &'a Expr<'a>, &'a Expr<'a>),
}

use Expr::*;

fn evaluate(expr: &Expr, environment: &[i64]) -> Result<i64, &'static str> {
    match expr {
        Number(value) => Ok(*value),
        Variable(index) => environment.get(*index as usize).copied().ok_or("unbound variable"),
        Negate(inner) => evaluate(inner, environment)?.checked_neg().ok_or("overflow"),
        Add(left, right) => evaluate(left, environment)?
            .checked_add(evaluate(right, environment)?)
            .ok_or("overflow"),
        Multiply(left, right) => evaluate(left, environment)?
            .checked_mul(evaluate(right, environment)?)
            .ok_or("overflow"),
        Divide { numerator, denominator } => {
            match evaluate(denominator, environment)? {
                0 => Err("division by zero"),
                value => evaluate(numerator, environment)?.checked_div(value).ok_or("overflow"),
            }
        }
        IfPositive(condition, then, otherwise) => {
            if evaluate(condition, environment)? > 0 {
                evaluate(then, environment)
            } else {
                evaluate(otherwise, environment)
            }
        }
    }
}

/// What became of one evaluation.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Outcome {
    pub value: i64,
    /// 0 if it went well, else the length of the message.
    pub error: u32,
    /// The message's first letter.
    pub initial: u8,
}

/// (x0 * x0 + x1) / (x0 - 3), or 7 where x1 is not positive; x2 is not always bound.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn expr(inputs: &[i64], width: usize, out: &mut [Outcome]) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    let Some(slot) = out.get_mut(i) else {
        return;
    };
    let environment = &inputs[i * width..(i + 1) * width];
    let (x0, x1, x2, three, seven) = (Variable(0), Variable(1), Variable(2), Number(-3), Number(7));
    let square = Multiply(&x0, &x0);
    let numerator = Add(&square, &x1);
    let denominator = Add(&x0, &three);
    let quotient = Divide { numerator: &numerator, denominator: &denominator };
    let chosen = IfPositive(&x1, &quotient, &seven);
    let negated = Negate(&chosen);
    let whole = Add(&negated, &x2);
    *slot = match evaluate(&whole, environment) {
        Ok(value) => Outcome { value, error: 0, initial: 0 },
        Err(message) => Outcome {
            value: 0,
            error: message.len() as u32,
            initial: message.as_bytes()[0],
        },
    };
}
