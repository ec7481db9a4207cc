"""On PostgreSQL: a table of the words of each entry as it searches them, and triggers that keep both right."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from alongside.finding.keeping.entering import ENTRIES, enter, leave
from alongside.finding.sources import SOURCES
from alongside.finding.sources.shapes import Source

INDEX = "finding_words"
FOLDED = "finding_folded"
MARK = "finding_"
PARTS = "coalesce((SELECT string_agg(value, E'\\n') FROM jsonb_each_text({column})), '')"
APART = "@./:_-&=+%#~'’<>\\"
"""Signs that join words for this database, and for nobody who looks for one of them."""
OURS = (
    "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    f" WHERE n.nspname = current_schema() AND NOT t.tgisinternal AND t.tgname LIKE '{MARK}%%'"
)


def wanted() -> dict[str, str]:
    """Return what must be made, by the name of the trigger; what is no trigger comes first."""
    made = {
        FOLDED: _folded(),
        INDEX: f"CREATE TABLE {INDEX} (id bigint PRIMARY KEY, partnership_id bigint NOT NULL, words tsvector NOT NULL)",
        f"{INDEX}_by_word": f"CREATE INDEX {INDEX}_by_word ON {INDEX} USING gin (words)",
        f"{INDEX}_by_age": f"CREATE INDEX {INDEX}_by_age ON {INDEX} (partnership_id, id)",
    }
    put_in = (
        f"INSERT INTO {INDEX} (id, partnership_id, words)"
        f" VALUES (NEW.id, NEW.partnership_id, to_tsvector('english', {FOLDED}(NEW.words)))"
    )
    made |= {
        f"{MARK}in": _trigger(f"{MARK}in", f"INSERT ON {ENTRIES}", put_in),
        f"{MARK}out": _trigger(f"{MARK}out", f"DELETE ON {ENTRIES}", f"DELETE FROM {INDEX} WHERE id = OLD.id"),
        f"{MARK}all_out": _trigger(f"{MARK}all_out", f"TRUNCATE ON {ENTRIES}", f"TRUNCATE {INDEX}", each=""),
    }
    for source in SOURCES:
        made |= dict(_triggers(source))
    return made


def _folded() -> str:
    """Without what stands over and under letters, and with words apart; as long as it was, letter by letter."""
    signs = APART.replace("'", "''")
    return (
        f"CREATE FUNCTION {FOLDED}(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
        f" $$ SELECT translate(regexp_replace(normalize(said, NFD), '[\u0300-\u036f]', '', 'g'),"
        f" '{signs}', '{' ' * len(APART)}') $$"
    )


def _triggers(source: Source) -> Iterator[tuple[str, str]]:
    one, old = enter(source, "s.id = NEW.id", PARTS), leave(source, "= OLD.id")
    name, table = f"{MARK}{source.id}", source.table
    columns = ", ".join(f'"{column}"' for column in source.columns)
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in source.columns)
    made = {
        f"{name}_in": (f"INSERT ON {table}", [one], ""),
        f"{name}_new": (f"UPDATE OF {columns} ON {table}", [old, one], f"WHEN ({changed})"),
        f"{name}_out": (f"DELETE ON {table}", [old], ""),
    }
    if source.once:
        model, column = source.once
        gate, same = model._meta.db_table, f"s.{column} = NEW.{column}"
        shut = leave(source, f"IN (SELECT s.id FROM {table} s WHERE s.{column} = OLD.{column})")
        made[f"{name}_once"] = (f"INSERT ON {gate}", [enter(source, same, PARTS)], "")
        made[f"{name}_no_more"] = (f"DELETE ON {gate}", [shut], "")
    for each, (when, then, only) in made.items():
        yield each, _trigger(each, when, *then, only=only)


def _trigger(name: str, when: str, *then: str, only: str = "", each: str = "FOR EACH ROW") -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {'; '.join(then)}; RETURN NULL; END $$;"
        f" CREATE TRIGGER {name} AFTER {when} {each} {only} EXECUTE FUNCTION {name}()"
    )


def _mark() -> str:
    """What says, beside the index, of which making all of it is."""
    return sha256("\n".join(wanted().values()).encode()).hexdigest()


def is_right(cursor: Any) -> bool:
    """Whether there is just what must be."""
    cursor.execute(f"SELECT obj_description(to_regclass('{INDEX}'), 'pg_class')")
    (mark,) = cursor.fetchone()
    return mark == _mark() and {name for name, _ in _there(cursor)} == {name for name in wanted() if _is_trigger(name)}


def _is_trigger(name: str) -> bool:
    return name != FOLDED and not name.startswith(INDEX)


def _there(cursor: Any) -> list[tuple[str, str]]:
    cursor.execute(OURS, [])
    return list(cursor.fetchall())


def take_away(cursor: Any) -> None:
    """Take away all that is made here, and leave the entries."""
    for name, table in _there(cursor):
        cursor.execute(f"DROP TRIGGER {name} ON {table}")
        cursor.execute(f"DROP FUNCTION {name}()")
    cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")
    cursor.execute(f"DROP FUNCTION IF EXISTS {FOLDED}(text)")


def make(cursor: Any) -> None:
    """Make what must be, where nothing of it is."""
    for statement in wanted().values():
        cursor.execute(statement)
    cursor.execute(f"COMMENT ON TABLE {INDEX} IS '{_mark()}'")


def fill(cursor: Any, source: Source) -> None:
    """Put in all that counts of one source."""
    cursor.execute(enter(source, "1 = 1", PARTS))


def forget_deleted(cursor: Any) -> None:
    """Leave it to the sweep, which writes the tables anew."""
