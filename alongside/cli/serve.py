"""`alongside serve`: open Alongside to browsers on this computer, in a hall, or behind a proxy."""

import os

import click

from alongside import serving
from alongside.cli import start
from alongside.refusal import Refusal

HIGHEST_PORT = 65535


def _port(_context: click.Context, _option: click.Parameter, asked: str) -> int:
    """Return the port that was asked for; raises Refusal if it can be none."""
    if not (asked.isascii() and asked.isdigit() and int(asked) <= HIGHEST_PORT):
        raise Refusal(f"A port is a number from 1 to {HIGHEST_PORT}, as in `make run PORT=8001`; {asked!r} is none.")
    return int(asked)


@click.command()
@click.option("--port", callback=_port, default="8000", show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--hall", is_flag=True, help="Open it to the local network, and show the address and its QR code.")
@click.option("--address", default="", help="With --hall: this computer's address there, if it is not found by itself.")
def command(port: int, host: str, hall: bool, address: str) -> None:
    """Serve Alongside until Ctrl+C is pressed.

    The first start makes the data folder, its secret key and its database; later ones find them.

    With --hall, phones and laptops on the same local network can reach it too, without the internet. What passes
    over such a network is not encrypted: somebody skilled on the same network could listen.
    """
    if hall:
        host, address = "0.0.0.0", address or serving.local_address()  # noqa: S104
        os.environ["ALONGSIDE_HALL"] = address
    elif host not in serving.LOOPBACK and not os.environ.get("ALONGSIDE_HOSTS"):
        raise Refusal(
            "Say by which names people reach this server, as in ALONGSIDE_HOSTS=alongside.example.org, or use --hall "
            "for the local network."
        )
    with serving.listen(host, port) as listener:
        port = listener.getsockname()[1]
        home = start.django()
        from alongside import preparing, ticking

        preparing.prepare(home)
        with ticking.ticking():
            serving.run(listener, lambda: _announce(address if hall else host, port, str(home), hall))
        click.echo("Stopped. Everything that was kept is kept.")


def _announce(host: str, port: int, home: str, hall: bool) -> None:
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    if hall:
        import segno

        segno.make(f"{address}/", micro=False).terminal(compact=True)
    click.echo(f"Alongside is open at {address} (Ctrl+C stops it). All data is kept in {home}")
