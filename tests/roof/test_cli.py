"""The command line: help in plain words, and how to find each command."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from alongside import cli


def shown(*arguments: str) -> str:
    told = CliRunner().invoke(cli.group, arguments)
    assert told.exit_code == 0, told.output
    return told.output


def test_help_names_every_command_with_a_line() -> None:
    lines = [line.split(None, 1) for line in shown("--help").splitlines() if line.startswith("  ")]
    told = {line[0]: line[1] for line in lines if len(line) == 2}
    for name in cli.COMMANDS:
        assert told[name].rstrip().endswith("."), name


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_has_help_of_its_own(name: str) -> None:
    assert shown(name, "--help").startswith(f"Usage: group {name}")


def test_each_command_is_one_file_in_the_folder() -> None:
    folder = Path(cli.__file__).parent
    files = {file.stem.replace("_", "-") for file in folder.glob("*.py")} - {"--init--", "start"}
    assert files == set(cli.COMMANDS)


def test_what_is_no_command_is_told_so() -> None:
    told = CliRunner().invoke(cli.group, ["sing"])
    assert told.exit_code == 2
    assert "No such command 'sing'" in told.output
