#!/usr/bin/env python3
"""Holds the JSON files of data/ against the JSON Schemas in data/schema/.

    check_schemas.py DATA_DIR [--instance FILE]...
    check_schemas.py DATA_DIR --self-test

Checks that every schema is itself valid (draft 2020-12), that every other .json file below DATA_DIR
satisfies the schema named by its "format", that no name belongs to two entries of a taxonomy, and
that catalogs and profiles below DATA_DIR only use names which resolve, each skill once.
--instance checks further files, such as the output of the program, against their schema.
--self-test proves that each schema accepts the least valid file and refuses broken ones.
Exit status: 0 all hold, 1 a violation, 2 wrong usage.
"""

import argparse
import json
import math
import pathlib
import sys
import unicodedata

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from schema_cases import ACCEPTED, CLASHES, GONE, NOT_JSON, REFUSED, SKILL, VALID, changed

KINDS = ("taxonomy", "catalog", "profile", "model", "ranking", "explanation", "advice", "effort", "fields", "matching",
         "capacities", "tuning", "extraction", "import")
ROOT = ""


class Unreadable(Exception):
    """The file is not JSON that every reader understands in the same way."""


# --- reading --------------------------------------------------------------------------------------


def parse(text):
    """Like json.loads, but refuses what readers disagree about: repeated members, NaN, infinities."""

    def members(pairs):
        result = dict(pairs)
        if len(result) < len(pairs):
            names = [name for name, _ in pairs]
            raise Unreadable(f"member {next(n for n in names if names.count(n) > 1)!r} appears twice")
        return result

    def no_constant(name):
        raise Unreadable(f"{name} is not a JSON number")

    def finite(digits):
        if math.isinf(float(digits)):
            raise Unreadable(f"{digits} is beyond the range of a double")
        return float(digits)

    try:
        return json.loads(text, object_pairs_hook=members, parse_constant=no_constant, parse_float=finite)
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {error.lineno}, column {error.colno}: {error.msg}") from error


def read(path):
    try:
        return parse(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise Unreadable(error.strerror) from error


def pointer(parts):
    """RFC 6901; the root is the empty pointer."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


# --- schemas --------------------------------------------------------------------------------------


def undescribed(schema, at=ROOT):
    """Pointers of the properties for which a reader finds no description."""
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items():
            if not str(value.get("description", "")).strip():
                yield f"{at}/properties/{name}"
        for key, value in schema.items():
            yield from undescribed(value, f"{at}/{key}")
    elif isinstance(schema, list):
        for i, value in enumerate(schema):
            yield from undescribed(value, f"{at}/{i}")


def load_schemas(data_dir):
    """({kind: validator}, [(path, violations)]); violations are (pointer, message)."""
    validators, report = {}, []
    for kind in KINDS:
        path = data_dir / "schema" / f"{kind}.schema.json"
        try:
            schema = read(path)
            Draft202012Validator.check_schema(schema)
            violations = [(p, "property without a description") for p in undescribed(schema)]
            if schema.get("$schema") != Draft202012Validator.META_SCHEMA["$id"]:
                violations.append(("/$schema", "not draft 2020-12"))
            validators[kind] = Draft202012Validator(schema)
        except Unreadable as error:
            violations = [(ROOT, str(error))]
        except SchemaError as error:
            violations = [(pointer(error.absolute_path), error.message)]
        report.append((path, violations))
    return validators, report


def shortened(message, longest=300):
    return message if len(message) <= longest else message[: longest - 3] + "..."


def schema_violations(validators, value):
    form = value.get("format") if isinstance(value, dict) else None
    kind = next((k for k in validators if form == f"skillmatch/{k}@1"), None)
    if kind is None:
        return [("/format", f"unknown format {json.dumps(form, ensure_ascii=False)}")]
    errors = sorted(validators[kind].iter_errors(value), key=lambda e: pointer(e.absolute_path))
    return [(pointer(e.absolute_path), shortened(e.message)) for e in errors]


# --- names ----------------------------------------------------------------------------------------


def name_key(name):
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return "".join(c for c in folded if not c.isspace() and c not in "-_")


def name_table(entries, at):
    """({key: id}, violations): every id, name and alias belongs to one entry and, as an alias, is needed."""
    owner, violations = {}, []
    for i, entry in enumerate(entries):
        own = {name_key(entry["id"])} | {name_key(n) for n in entry["name"].values()}
        for k, alias in enumerate(entry.get("aliases", [])):
            if name_key(alias) in own:
                violations.append((f"{at}/{i}/aliases/{k}", f"alias {alias!r} repeats a name of {entry['id']!r}"))
            own.add(name_key(alias))
        for key in sorted(own):
            if not key:
                violations.append((f"{at}/{i}", f"a name of {entry['id']!r} has no letter"))
            elif owner.setdefault(key, entry["id"]) != entry["id"]:
                violations.append((f"{at}/{i}", f"name {key!r} belongs to both {owner[key]!r} and {entry['id']!r}"))
    return owner, violations


def repeated_ids(entries, at):
    seen = set()
    for i, entry in enumerate(entries):
        if entry["id"] in seen:
            yield (f"{at}/{i}/id", f"id {entry['id']!r} appears twice")
        seen.add(entry["id"])


class Names:
    """What a taxonomy resolves, and what is wrong with it."""

    def __init__(self, taxonomy):
        self.skills, self.violations = name_table(taxonomy["skills"], "/skills")
        self.attributes, more = name_table(taxonomy.get("attributes", []), "/attributes")
        self.violations += more
        for member in ("groups", "concepts", "skills", "attributes"):
            self.violations += repeated_ids(taxonomy.get(member, []), f"/{member}")
        groups = {g["id"] for g in taxonomy.get("groups", [])}
        narrower = {c["id"]: 0 for c in taxonomy.get("concepts", [])}
        for i, skill in enumerate(taxonomy["skills"]):
            if "group" in skill and skill["group"] not in groups:
                self.violations.append((f"/skills/{i}/group", f"unknown group {skill['group']!r}"))
            for k, concept in enumerate(skill.get("broader", [])):
                if concept in narrower:
                    narrower[concept] += 1
                else:
                    self.violations.append((f"/skills/{i}/broader/{k}", f"unknown concept {concept!r}"))
        for i, (concept, count) in enumerate(narrower.items()):
            if count < 2:
                self.violations.append((f"/concepts/{i}", f"concept {concept!r} relates no two skills"))

    def unresolved(self, names, table, at):
        """Names that mean nothing, or the same as an earlier one."""
        seen = {}
        for name, part in names:
            known = table.get(name_key(name))
            if known is None:
                yield (f"{at}{pointer([part])}", f"unknown name {name!r}")
            elif known in seen:
                yield (f"{at}{pointer([part])}", f"{name!r} and {seen[known]!r} are both {known!r}")
            else:
                seen[known] = name

    def skill_violations(self, skills, at):
        return self.unresolved(((n, n) for n in skills), self.skills, at)

    def attribute_violations(self, attributes, at):
        return self.unresolved(((n, n) for n in attributes), self.attributes, at)

    def catalog_violations(self, catalog):
        fields = [f["id"] for f in catalog.get("fields", [])]
        yield from repeated_ids(catalog.get("fields", []), "/fields")
        yield from repeated_ids(catalog["companies"], "/companies")
        for i, field in enumerate(catalog.get("fields", [])):
            methods = ((name, k) for k, name in enumerate(field.get("methods", [])))
            yield from self.unresolved(methods, self.skills, f"/fields/{i}/methods")
        for i, company in enumerate(catalog["companies"]):
            at = f"/companies/{i}"
            if "field" in company and fields and company["field"] not in fields:
                yield (f"{at}/field", f"unknown field {company['field']!r}")
            yield from self.skill_violations(company["requires"], f"{at}/requires")
            yield from self.attribute_violations(company.get("offers", {}), f"{at}/offers")

    def profile_violations(self, profile):
        yield from self.skill_violations(profile["skills"], "/skills")
        yield from self.attribute_violations(profile.get("wants", {}), "/wants")


def taxonomy_of(catalog, path, built_in):
    """The names that a catalog is written in; built_in where it does not say."""
    taxonomy = catalog.get("taxonomy")
    if isinstance(taxonomy, str):
        taxonomy = read(path.parent / taxonomy)
    return Names(taxonomy) if taxonomy is not None else built_in


def name_violations(value, path, built_in):
    kind = value["format"].removeprefix("skillmatch/").removesuffix("@1")
    if kind == "taxonomy":
        return Names(value).violations
    if kind == "catalog":
        names = taxonomy_of(value, path, built_in)
        inline = names.violations if isinstance(value.get("taxonomy"), dict) else []
        return [(f"/taxonomy{p}", m) for p, m in inline] + list(names.catalog_violations(value))
    if kind == "profile":
        return list(built_in.profile_violations(value))
    if kind == "model":
        return list(built_in.skill_violations(value.get("weights", {}), "/weights"))
    return []


# --- checking -------------------------------------------------------------------------------------


def check_file(validators, path, built_in=None):
    """Violations of one file; of names as well where built_in is given."""
    try:
        text = path.read_bytes()
        value = read(path)
        violations = schema_violations(validators, value)
        if built_in and unicodedata.normalize("NFC", text.decode("utf-8")) != text.decode("utf-8"):
            violations.append((ROOT, "text is not in Unicode form NFC"))
        if built_in and not violations:
            violations = name_violations(value, path, built_in)
        return violations
    except Unreadable as error:
        return [(ROOT, str(error))]
    except OSError as error:
        return [(ROOT, error.strerror)]


def check(data_dir, instances):
    validators, report = load_schemas(data_dir)
    if len(validators) == len(KINDS):
        taxonomy = data_dir / "taxonomy.json"
        broken = check_file(validators, taxonomy)
        built_in = Names({"skills": []} if broken else read(taxonomy))
        schemas = {path for path, _ in report}
        for path in sorted(p for p in data_dir.rglob("*.json") if p not in schemas):
            report.append((path, check_file(validators, path, built_in)))
        for path in instances:
            report.append((path, check_file(validators, path)))
    for path, violations in report:
        print(f"{'FAIL' if violations else 'ok  '} {path}")
        for at, message in violations:
            print(f"     {path}#{at}: {message}")
    failed = sum(bool(violations) for _, violations in report)
    print(f"{len(report) - failed} passed, {failed} failed")
    return failed == 0


# --- self-test ------------------------------------------------------------------------------------

def self_test(data_dir):
    validators, report = load_schemas(data_dir)
    faults = [f"{path}#{at}: {message}" for path, violations in report for at, message in violations]
    count = len(report)

    def expect(holds, what):
        nonlocal count
        count += 1
        if not holds:
            faults.append(what)

    for kind, validator in validators.items():
        minimal = VALID[kind]
        for changes in [{}, *ACCEPTED[kind]]:
            found = schema_violations(validators, changed(minimal, changes))
            expect(not found, f"{kind} with {changes}: refused, {found}")
        wrong_formats = [("/format", f"skillmatch/{kind}@2", "/format"), ("/format", GONE, "/format")]
        for at, new, where in wrong_formats + REFUSED[kind]:
            change = "removed" if new is GONE else json.dumps(new, ensure_ascii=False)
            found = schema_violations(validators, changed(minimal, {at: new}))
            expect(where in [p for p, _ in found], f"{kind}#{at} {change}: not refused at {where!r}, but {found}")
        for at, new, _ in wrong_formats:
            expect(not validator.is_valid(changed(minimal, {at: new})), f"{kind}: the schema does not fix its format")
        expect(not validator.is_valid([minimal]), f"{kind} in an array: accepted")
    if len(validators) == len(KINDS):
        inline = validators["catalog"].schema["$defs"]["taxonomy"]["properties"]
        expect(inline == validators["taxonomy"].schema["properties"], "an inline taxonomy differs from a taxonomy file")
    for text in NOT_JSON:
        try:
            parse(text)
            expect(False, f"{text!r}: read")
        except Unreadable:
            expect(True, "")
    for skills in CLASHES:
        expect(len(Names({"skills": skills}).violations) == 1, f"names {skills}: not one violation")
    names = Names({"skills": [SKILL, {"id": "b", "name": {"en": "B"}, "aliases": ["베타"]}]})
    expect(not names.violations, "distinct names: refused")
    for skills, wrong in [({"a": 1, "베 타": 2}, 0), ({"b": 1, "베타": 2}, 1), ({"z": 1}, 1)]:
        expect(len(list(names.skill_violations(skills, ""))) == wrong, f"profile of {skills}: not {wrong} violations")

    for fault in faults:
        print(f"FAIL {fault}")
    print(f"{count - len(faults)} passed, {len(faults)} failed")
    return not faults


def main():
    parser = argparse.ArgumentParser(description="Check the JSON files of data/ against their schemas.")
    add = parser.add_argument
    add("data_dir", type=pathlib.Path, metavar="DATA_DIR", help="folder that holds schema/ and the data files")
    add("--instance", type=pathlib.Path, action="append", default=[], metavar="FILE",
        help="a further file to check against its schema; repeatable")  # fmt: skip
    add("--self-test", action="store_true", help="check that the schemas refuse what they must")
    args = parser.parse_args()
    if not args.data_dir.is_dir():
        parser.error(f"{args.data_dir} is not a folder")
    if args.self_test and args.instance:
        parser.error("--self-test takes no --instance")
    holds = self_test(args.data_dir) if args.self_test else check(args.data_dir, args.instance)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
