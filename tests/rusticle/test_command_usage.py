"""How `rusticle` is called: its commands, their options and help, and what wrong usage is told."""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import Action, Namespace
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusticle import api, pipeline
from rusticle.cli_compile import CompileArguments, compile_parser
from rusticle.cli_parser import COMMANDS, WIDTH, Ended, Parser
from rusticle.cli_run import BisectArguments, RunArguments, bisect_parser, run_parser
from rusticle.cli_show import DoctorArguments, InspectArguments, doctor_parser, inspect_parser
from rusticle.lowering import codegen
from rusticle.passes import delegate_foreign_calls, resolve_virtual_calls, wrap_kernels
from tests.rusticle.command_line import EXAMPLES
from tests.rusticle.command_line import rusticle as run_program
from tests.support.commands import invoke

PARSERS: dict[str, tuple[Parser, type[Namespace]]] = {
    "bisect": (bisect_parser(), BisectArguments),
    "compile": (compile_parser(), CompileArguments),
    "doctor": (doctor_parser(), DoctorArguments),
    "inspect": (inspect_parser(), InspectArguments),
    "run": (run_parser(), RunArguments),
}


def _actions(parser: Parser) -> dict[str, Action]:
    """What sets each argument."""
    actions = parser._actions
    return {action.dest: action for action in actions if action.dest != "help"}


def _compile(*words: str) -> CompileArguments:
    return compile_parser().parse(words, CompileArguments())


def _run(*words: str) -> RunArguments:
    return run_parser().parse(words, RunArguments())


# --- Help ---


def test_help_lists_the_commands() -> None:
    assert PARSERS.keys() == COMMANDS.keys()
    for word in ("-h", "--help"):
        shown = invoke(word)
        assert (shown.status, shown.stderr) == (0, "")
        for name, what in COMMANDS.items():
            assert re.search(rf"^  {name} +{re.escape(what)}$", shown.stdout, re.MULTILINE)
    assert invoke().stderr == invoke("--help").stdout
    assert invoke().status == 2


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("columns", ["100", "60", "300"])
def test_a_commands_help_has_all_options_and_their_defaults(
    name: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = invoke(name, "--help")
    assert (shown.status, shown.stderr) == (0, "")
    assert shown.stdout.startswith(f"usage: rusticle {name} [OPTIONS]")
    words = " ".join(shown.stdout.split())
    assert COMMANDS[name] in words
    # What there is to choose from is one word, however long.
    lines = [line for line in shown.stdout.splitlines() if "{" not in line and "NAME=]" not in line]
    assert max(map(len, lines)) <= min(int(columns), WIDTH)
    for action in _actions(PARSERS[name][0]).values():
        for spelling in action.option_strings or (str(action.metavar),):
            assert re.search(rf"^  .*{re.escape(spelling)}\b", shown.stdout, re.MULTILINE)
        assert action.help, action.dest
        default = f" (default: {action.default})"
        plain = action.default is None or action.default is False or not str(action.default)
        shows_default = not (plain or action.default in ((), []))
        text = " ".join(action.help.split()) + (default if shows_default else "")
        # Lines are broken at hyphens, too.
        assert text.replace("- ", "-").replace(" ", "") in words.replace("- ", "-").replace(" ", "")


def test_help_is_given_whatever_else_is_wrong() -> None:
    shown = invoke("compile", "--emit", "nothing", "-h")
    assert (shown.status, shown.stderr) == (0, "")
    assert "--emit" in shown.stdout


def test_the_version_is_the_packages() -> None:
    assert invoke("--version").stdout == f"rusticle, version {version('rusticle')}\n"


# --- What is understood ---


@pytest.mark.parametrize("name", COMMANDS)
def test_each_argument_has_a_type(name: str) -> None:
    parser, typed = PARSERS[name]
    actions = _actions(parser)
    told = {name for base in typed.__mro__ for name in vars(base).get("__annotations__", {})}
    assert told == actions.keys()


@pytest.mark.parametrize(
    ("option", "kind"),
    [
        ("emit", api.Emit),
        ("opt_level", codegen.OptLevel),
        ("virtual_calls", resolve_virtual_calls.VirtualCalls),
        ("foreign_calls", delegate_foreign_calls.ForeignCalls),
        ("wrap_kernels", wrap_kernels.WrapWhen),
        ("kernel_return", pipeline.KernelReturn),
        ("panic", pipeline.Panic),
    ],
)
def test_all_that_can_be_chosen_is_offered(option: str, kind: object) -> None:
    choices = _actions(compile_parser())[option].choices
    assert choices is not None
    assert set(choices) == set(get_args(kind))


def test_defaults_are_the_pipelines() -> None:
    given, expected = _compile("a.rs"), pipeline.Pipeline()
    for name in (
        "target", "cpu", "wave_size", "opt_level", "virtual_calls", "virtual_call_bound",
        "foreign_calls", "panic", "infer_address_spaces", "assume_global_pointees",
        "code_object_version", "max_workgroup_size", "waves_per_eu", "kernel_return",
        "wrap_kernels",
    ):  # fmt: skip
        assert getattr(given, name) == getattr(expected, name), name
    assert given.emit == "hsaco"


def test_values_are_given_as_one_likes() -> None:
    for words in (["-O3"], ["-O", "3"], ["-O=3"]):
        assert _compile("a.rs", *words).opt_level == "3"
    for words in (["-o-"], ["-o", "-"], ["--output=-"], ["--output", "-"]):
        assert _compile(*words, "a.rs").output == Path("-")
    args = _compile("--kernel", "a", "x.rs", "--kernel=b", "--cfg", "c", "--waves-per-eu", "1, 2")
    assert (args.kernels, args.cfgs, args.waves_per_eu) == (["a", "b"], ["c"], (1, 2))
    args = _compile("a.rs", "--no-infer-address-spaces", "--virtual-call-bound", "0")
    assert (args.infer_address_spaces, args.virtual_call_bound) == (False, 0)
    args = _compile("a.rs", "--wave-size", "64", "--code-object-version", "5")
    assert (args.wave_size, args.code_object_version) == (64, 5)


def test_what_follows_two_dashes_is_no_option() -> None:
    args = _run("k.rs", "--check", "k", "--", "--grid", "2")
    assert (args.arguments, args.grid, args.check) == (["--grid", "2"], (1,), True)
    assert _compile("--", "--odd.rs").input == Path("--odd.rs")


_ARGUMENTS = st.sampled_from(["1", "-1", "-1.5", "-1e5", "-0x10", "-.5", "-inf", "null", "(1, -2)"])
_OPTIONS = st.sampled_from([["--grid", "4"], ["--block=8,2"], ["--check"], ["--timeout", "2.5"]])


@given(st.lists(_ARGUMENTS), st.lists(_OPTIONS, max_size=4), st.randoms())
def test_options_stand_anywhere(arguments: list[str], options: list[list[str]], random: Random):
    """Negative numbers are arguments, wherever they and the options stand."""
    parts = [[word] for word in ("k.rs", "k", *arguments)]
    for option in options:
        parts.insert(random.randint(0, len(parts)), option)
    args = _run(*(word for part in parts for word in part))
    assert (args.input, args.kernel, list(args.arguments)) == (Path("k.rs"), "k", arguments)
    assert args.grid == ((4,) if ["--grid", "4"] in options else (1,))
    assert args.block == ((8, 2) if ["--block=8,2"] in options else (1,))
    assert args.check == (["--check"] in options)
    assert args.timeout == (2.5 if ["--timeout", "2.5"] in options else None)


# --- What is not ---


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("compil", "there is no command `compil`\nhelp: did you mean `compile`?"),
        ("teach", "there is no command `teach`\nhelp: `rusticle --help` lists the commands"),
        ("--versio", "there is no option `--versio`\nhelp: did you mean `--version`?"),
        ("-x", "there is no option `-x`\nhelp: `rusticle --help` lists the commands"),
        ("compile a.rs --emti=asm", "there is no option `--emti`\nhelp: did you mean `--emit`?"),
        ("compile a.rs --kern k", "there is no option `--kern`\nhelp: did you mean `--kernel`?"),
        ("run a.rs k --gird 1 -1", "there is no option `--gird`\nhelp: did you mean `--grid`?"),
        (
            "doctor -q",
            "there is no option `-q`\nhelp: `rusticle doctor --help` lists the options",
        ),
        ("compile a.rs b.rs", "unexpected argument: `b.rs`"),
        ("doctor now", "unexpected argument: `now`"),
        ("compile", "the following arguments are required: INPUT"),
        ("run --check", "the following arguments are required: INPUT, KERNEL"),
        ("bisect a.rs", "the following arguments are required: KERNEL"),
        ("inspect", "the following arguments are required: FILE"),
        ("compile a.rs --emit", "argument --emit: expected one argument"),
        ("compile a.rs -o", "argument -o/--output: expected one argument"),
        ("compile --cpu --emit asm a.rs", "argument --cpu: expected one argument"),
        ("compile a.rs --remarks=1", "argument --remarks: ignored explicit argument '1'"),
        ("compile a.rs --emit wasm", "argument --emit: invalid choice: 'wasm' (choose from "),
        ("compile a.rs -O4", "argument -O: invalid choice: '4' (choose from "),
        ("compile a.rs --wave-size 16", "argument --wave-size: invalid choice: 16 (choose from "),
        ("run a.rs k --wave-size x", "argument --wave-size: invalid int value: 'x'"),
        ("run a.rs k --timeout x", "argument --timeout: invalid float value: 'x'"),
        (
            "compile a.rs --virtual-call-bound -1",
            "argument --virtual-call-bound: `-1` is not a whole number from 0 on",
        ),
        (
            "compile a.rs --max-workgroup-size x",
            "argument --max-workgroup-size: invalid int value: 'x'",
        ),
        (
            "compile a.rs --waves-per-eu 1,2,3",
            "argument --waves-per-eu: `1,2,3` is not one number, or two with a comma",
        ),
        (
            "run a.rs k --grid 1,0",
            "argument --grid: `1,0` is not one to three positive numbers with commas",
        ),
        (
            f"run a.rs k --save-stages {EXAMPLES / 'vadd.rs'}",
            f"argument --save-stages: `{EXAMPLES / 'vadd.rs'}` is not a folder",
        ),
        (
            "compile a.rs --report address-spaces --emit mir",
            "--report is of machine code: emit `asm`, `obj` or `hsaco`",
        ),
    ],
)
def test_wrong_usage_is_told_in_one_message(words: str, message: str) -> None:
    ended = invoke(*words.split())
    assert (ended.status, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: {message}")
    assert ended.stderr.count("\n") == 2
    if "\nhelp" not in message:
        command = words.split()[0]
        assert ended.stderr.endswith(f"\nhelp: `rusticle {command} --help` lists the options\n")


def test_the_program_exits_with_the_status(tmp_path: Path) -> None:
    assert run_program("compile", "--help", cwd=tmp_path).status == 0
    wrong = run_program("compile", "--outptu", "x", cwd=tmp_path)
    assert (wrong.status, wrong.stdout) == (2, "")
    assert wrong.stderr == "error: there is no option `--outptu`\nhelp: did you mean `--output`?\n"


def test_an_end_that_argparse_explains_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Ended) as ended:
        compile_parser().exit(3, "that is why\n")
    assert ended.value.status == 3
    assert capsys.readouterr().err == "that is why\n"


# --- What it costs ---


def test_a_compilation_imports_nothing_for_the_terminal(tmp_path: Path) -> None:
    """Nor does it import the other commands."""
    program = (
        "import sys\nfrom rusticle.cli import run\n"
        f"status = run(['compile', {str(EXAMPLES / 'vadd.mir')!r}, '--emit', 'mir', '-o', '-'])\n"
        "print(status, *sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    status, *modules = done.stderr.split()
    assert status == "0"
    assert "argparse" in modules
    assert not {"click", "rich", "numpy", "rusticle.cli_run", "rusticle.cli_show"} & set(modules)
