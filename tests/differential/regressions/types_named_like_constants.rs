// A type within a module whose name is all capitals and digits was taken for a constant.
#[derive(Clone, Copy, PartialEq)]
pub struct S1 {
    word: u8,
}

#[derive(Clone, Copy, PartialEq)]
pub enum RGB {
    Grey(u8),
    Full { r: u8, g: u8, b: u8 },
}

pub fn run(x: &[u64; 8], out: &mut Out) {
    out.put((x[0] % 2 == 0).then_some(S1 { word: x[1] as u8 }) == Some(S1 { word: 5 }));
    let colour = (x[2] % 2 == 0).then(|| RGB::Full { r: x[3] as u8, g: 1, b: 2 });
    match colour.or(Some(RGB::Grey(x[4] as u8))) {
        Some(RGB::Grey(level)) => out.put(level),
        Some(RGB::Full { r, g, b }) => out.put((r, g, b)),
        None => out.put(()),
    }
}
