"""Files and changes of files for `check_schemas.py --self-test`: what each schema must accept and refuse.

A change is a JSON pointer and the value to put there; GONE removes the member.
"""

import copy

GONE = object()

SKILL = {"id": "a", "name": {"en": "A"}}
TAXONOMY = {"format": "skillmatch/taxonomy@1", "skills": [SKILL]}
COMPANY = {"id": "c", "name": {"ko": "씨"}, "requires": {"a": 3}}
RESULT = {
    "rank": 1, "company": "c", "name": "C", "field": "f", "score": 0.5, "cosine": 0.5, "coverage": 0.5,
    "gate": "unknown", "gate_reasons": [{"skill": "a", "have": None, "need": 3, "gate": "unknown"}], "mutual": 0,
    "matched": [{"skill": "b", "have": 2, "need": 3, "cosine_term": 0.5, "coverage_term": 0.5}],
    "missing": [{"skill": "a", "have": None, "need": 3, "loss": 0.5}],
}  # fmt: skip
WHAT_IF = {"changes": [{"skill": "a", "from": None, "to": 3}], "rank": 1, "score": 0.5, "gate": "pass"}
MEASURES = {"ndcg": 1, "map": 0, "mrr": 0.5, "precision": 0, "recall": 0, "tau": -1}
VALID = {
    "taxonomy": TAXONOMY,
    "catalog": {"format": "skillmatch/catalog@1", "companies": [COMPANY]},
    "profile": {"format": "skillmatch/profile@1", "skills": {"a": 0}},
    "model": {"format": "skillmatch/model@1"},
    "ranking": {
        "format": "skillmatch/ranking@1",
        "profile": "p",
        "model": {"name": "balanced", "blend": 0.5, "breadth_floor": 0, "relatedness": 0},
        "results": [RESULT],
        "not_ranked": [{"company": "d", "name": "D", "reason": "no_requirements", "text": "x"}],
    },
    "explanation": {
        "format": "skillmatch/explanation@1",
        "profile": "p",
        "model": {"name": "balanced", "blend": 0.5, "breadth_floor": 0, "relatedness": 0},
        "companies": [RESULT | {
            "ranked": 1, "raises": [WHAT_IF], "all_raised": WHAT_IF,
            "to_pass_gates": {"reached": True, "is_proven": True, "raises": WHAT_IF},
            "to_target_rank": {"rank": 1, "reached": False, "is_proven": False},
        }],
    },
    "fields": {
        "format": "skillmatch/fields@1",
        "profile": "p",
        "model": {"name": "balanced", "blend": 0.5, "breadth_floor": 0, "relatedness": 0},
        "budget": 200, "without_field": 0, "best_fit": "f", "best_chance": "f",
        "pool": {
            "candidates": 3, "choosing": 1, "without_choice": 0, "not_ranked": 1, "same_id": 0,
            "same_levels": 1, "alike": 1, "rejected": 2,
        },
        "fields": [{
            "field": "f", "name": "F", "companies": 2, "scored": 2, "barred": 1, "fit": 0.25, "label": "niche",
            "best": [{"company": "a", "name": "A", "score": 0.5, "gate": "fail"}],
            "distinguishing": [
                {"skill": "a", "have": None, "level": 3, "asked_by": 2, "here": 2.5, "elsewhere": 0},
            ],
            "reachable": {"fit": 0.5, "hours": 20, "steps": [{"skill": "a", "from": None, "to": 2, "hours": 20}]},
            "competition": {"rivals": 1, "ahead": 0, "level": 1, "percentile": 0.5, "per_company": 0.5},
        }],
    },
    "advice": {
        "format": "skillmatch/advice@1",
        "profile": "p",
        "model": {"name": "balanced", "blend": 0.5, "breadth_floor": 0, "relatedness": 0},
        "goal": {"value": "reach", "reach": 0.6},
        "budget": 200,
        "effort": {"hours": [20, 40, 80, 160, 320], "related_saves": 0.5, "factors": {"a": 2}},
        "companies": 1, "considered": 1, "not_ranked": 0,
        "now": {"value": 0, "within_reach": []}, "then": {"value": 1, "within_reach": ["c"]},
        "hours": 20,
        "steps": [{
            "skill": "a", "from": None, "to": 1, "hours": 20, "total_hours": 20, "value": 1,
            "unlocks": ["c"], "loses": [],
        }],
        "field": {"field": "f", "companies": 1, "asked": [
            {"skill": "a", "companies": 1, "musts": 0, "median_level": 3, "have": None},
        ]},
    },
    "effort": {"format": "skillmatch/effort@1"},
    "matching": {
        "format": "skillmatch/matching@1",
        "model": {"name": "balanced", "blend": 0.5, "breadth_floor": 0, "relatedness": 0},
        "optimal": "candidates", "seed": 1, "list": 100, "min_score": 0,
        "matched": 1, "all_full": 1, "nothing_listed": 0, "not_ranked": 0, "places": 1, "pairs": 2, "blocking_pairs": 0,
        "candidates": [
            {"candidate": "p", "listed": 1, "company": "c", "score": 0.5, "choice": 1, "place": 1},
            {"candidate": "q", "listed": 1, "reason": "all_full",
             "nearest": {"company": "c", "score": 0.4, "lowest_score": 0.5}},
        ],
        "companies": [{"company": "c", "places": 1, "taken": 1, "listed_by": 2, "lowest_score": 0.5}],
    },
    "capacities": {"format": "skillmatch/capacities@1", "places": {"c": 2}},
    "tuning": {
        "format": "skillmatch/tuning@1",
        "verdict": "better",
        "judgments": {"file": "f", "lists": 1, "judgments": 2, "note": "x"},
        "usable": 1, "profiles": 1, "skipped": 0, "queries": 1,
        "before": MEASURES, "after": MEASURES,
        "ndcg_difference": 0.1, "low": -0.1, "high": 0.2, "p": 0.5,
        "l2": 0.1, "iterations": 3, "stopped": "x", "made_with": {"seed": "1"},
        "folds": [{"training": 1, "held_out": 1, "l2": 0}],
        "curve": [{"queries": 10, "ndcg": 0.5, "difference": 0, "low": -1, "high": 1, "p": 1}],
        "weights": [{"skill": "a", "times": 2, "least": 1, "most": 3}],
        "held_out": [{"query": "q", "fold": 0, "before": MEASURES, "after": MEASURES}],
    },
    "extraction": {
        "format": "skillmatch/extraction@1",
        "file": "f",
        "skills": [{
            "skill": "a", "stance": "has", "level": 3, "level_stated": False, "preferred": False, "confidence": 1,
            "evidence": [{"line": 1, "column": 1, "quote": "x"}],
        }],
        "left_out": [{"skill": "b", "stance": "neither", "confidence": 0.2, "line": 1, "column": 2, "quote": "x"}],
        "unknown_terms": [{"term": "t", "count": 1, "line": 1, "column": 1}],
    },
    "import": {
        "format": "skillmatch/import@1", "command": "import esco", "inputs": ["f"],
        "taken": [{"kind": "skills", "count": 2, "text": "2 skills"}], "changed": [], "guessed": [],
        "skipped": [
            {"kind": "k", "count": 1, "text": "x", "examples": ["f:1"], "names": [{"name": "n", "count": 1}]},
        ],
    },
}
# kind: changes that keep the minimal file valid, as {pointer: new value}
ACCEPTED = {
    "taxonomy": [
        {"/$schema": "x", "/note": "x", "/groups": [], "/concepts": []},
        {"/attributes": [{"id": "t", "name": {"ko": "팀"}}]},
        {"/skills/0/aliases": ["x"], "/skills/0/group": "g", "/skills/0/broader": ["b"]},
    ],
    "catalog": [
        {"/$schema": "x", "/note": "x", "/taxonomy": "taxonomy.json"},
        {"/taxonomy": {"skills": [SKILL]}},
        {"/taxonomy": TAXONOMY},
        {"/fields": [{"id": "f", "name": {"en": "F"}, "competition": "niche", "methods": ["a"]}]},
        {"/companies/0/requires": {}},
        {"/companies/0/requires/a": {"level": 0.5, "importance": 1, "must": True}},
        {"/companies/0/offers": {"team": 0, "growth": 5}, "/companies/0/source": "x", "/companies/0/field": "f"},
    ],
    "profile": [{"/$schema": "x", "/note": "x", "/id": "p", "/wants": {"team": 1}, "/skills/a": 5}],
    "model": [
        {"/$schema": "x", "/note": "x", "/taxonomy": "0123456789abcdef", "/weights": {"a": 0, "b": 12.5}},
        {"/blend": 1, "/breadth_floor": 3.5, "/relatedness": 0},
    ],
    "ranking": [
        {"/$schema": "x", "/note": "x", "/results": [], "/not_ranked": [], "/model/weights": {"a": 2}},
        {"/results/0/mutual": GONE, "/results/0/gate": "pass", "/results/0/gate_reasons": []},
        {"/results/0/missing/0/have": 0},
    ],
    "explanation": [
        {"/$schema": "x", "/note": "x", "/companies/0/raises": [], "/companies/0/to_pass_gates": GONE},
        {"/companies/0/all_raised/mutual": 0.5, "/companies/0/all_raised/changes": []},
    ],
    "fields": [
        {"/$schema": "x", "/note": "x", "/best_fit": None, "/best_chance": GONE, "/pool": GONE,
         "/fields/0/competition": GONE},
        {"/fields/0/fit": None, "/fields/0/best": [], "/fields/0/distinguishing": [],
         "/fields/0/reachable": GONE, "/fields/0/label": GONE, "/fields/0/companies": 0},
        {"/fields/0/competition/percentile": None, "/fields/0/reachable/steps": []},
    ],
    "advice": [
        {"/$schema": "x", "/note": "x", "/steps": [], "/field": GONE, "/effort/factors": GONE},
        {"/cheapest": {"changes": [{"skill": "a", "from": 1, "to": 2}], "hours": 40, "value": 1, "company": "c"}},
        {"/goal": {"value": "score", "reach": 0.6, "top": 10}, "/steps/0/from": 0, "/steps/0/loses": ["d"]},
        {"/goal": {"value": "score", "reach": 0.6, "company": "c"}, "/now/value": 0.25},
    ],
    "effort": [
        {"/$schema": "x", "/note": "x", "/hours": [1, 1, 2, 3, 5.5], "/related_saves": 0, "/factors": {"a": 0.5}},
    ],
    "matching": [
        {"/$schema": "x", "/note": "x", "/candidates": [], "/companies": [], "/optimal": "companies"},
        {"/candidates/0/mutual": 0.4, "/companies/0/reason": "no_weight", "/companies/0/lowest_score": GONE},
        {"/candidates/1/reason": "empty_profile", "/candidates/1/nearest": GONE, "/candidates/1/listed": 0},
    ],
    "capacities": [{"/$schema": "x", "/note": "x", "/places/c": 0, "/places/d": 1000000000}],
    "tuning": [
        {"/$schema": "x", "/note": "x", "/verdict": "too_few_profiles", "/blend": 0.5, "/relatedness": 0},
        {"/folds": [], "/curve": [], "/weights": [], "/held_out": [], "/made_with": {}},
        {"/weights": [{"feature": "12", "weight": -1, "deviation": 2, "least": -2, "most": 0}]},
    ],
    "extraction": [
        {"/$schema": "x", "/note": "x", "/skills": [], "/left_out": [], "/unknown_terms": []},
        {"/skills/0/stance": "lacks", "/skills/0/level": 0},
    ],
    "import": [
        {"/$schema": "x", "/note": "x", "/inputs": [], "/taken": [], "/skipped": []},
        {"/taken/0/count": 0, "/guessed": [{"kind": "column_2", "count": 1, "text": "x"}]},
    ],
}
# kind: changes each of which must be refused, at the pointer given
REFUSED = {
    "taxonomy": [
        ("/skills", GONE, ""), ("/skills", [], "/skills"), ("/extra", 1, ""), ("/note", 1, "/note"),
        ("/skills/0/id", GONE, "/skills/0"), ("/skills/0/id", "", "/skills/0/id"),
        ("/skills/0/name", GONE, "/skills/0"), ("/skills/0/name", "A", "/skills/0/name"),
        ("/skills/0/name", {}, "/skills/0/name"), ("/skills/0/name", {"fr": "A"}, "/skills/0/name"),
        ("/skills/0/name/en", "", "/skills/0/name/en"), ("/skills/0/aliases", "x", "/skills/0/aliases"),
        ("/skills/0/aliases", [1], "/skills/0/aliases/0"),
        ("/skills/0/broader", ["b", "b"], "/skills/0/broader"), ("/skills/0/level", 3, "/skills/0"),
        ("/concepts", [{"id": "b"}], "/concepts/0"),
        ("/groups", [{"id": "g", "name": {"en": "G"}, "x": 1}], "/groups/0"),
        ("/attributes", {}, "/attributes"),
    ],
    "catalog": [
        ("/companies", GONE, ""), ("/companies", [], "/companies"), ("/company", [], ""),
        ("/taxonomy", "", "/taxonomy"), ("/taxonomy", 1, "/taxonomy"),
        ("/taxonomy", {"skills": []}, "/taxonomy/skills"),
        ("/taxonomy", {"format": "skillmatch/catalog@1", "skills": [SKILL]}, "/taxonomy/format"),
        ("/taxonomy", {"skills": [SKILL], "extra": 1}, "/taxonomy"),
        ("/companies/0/id", GONE, "/companies/0"), ("/companies/0/name", GONE, "/companies/0"),
        ("/companies/0/requires", GONE, "/companies/0"),
        ("/companies/0/requires", ["a"], "/companies/0/requires"),
        ("/companies/0/salary", 1, "/companies/0"),
        ("/companies/0/requires/a", 0, "/companies/0/requires/a"),
        ("/companies/0/requires/a", 5.5, "/companies/0/requires/a"),
        ("/companies/0/requires/a", "3", "/companies/0/requires/a"),
        ("/companies/0/requires/a", True, "/companies/0/requires/a"),
        ("/companies/0/requires/a", {"importance": 1}, "/companies/0/requires/a"),
        ("/companies/0/requires/a", {"level": 0}, "/companies/0/requires/a/level"),
        ("/companies/0/requires/a", {"level": 3, "importance": 0}, "/companies/0/requires/a/importance"),
        ("/companies/0/requires/a", {"level": 3, "importance": 1.1}, "/companies/0/requires/a/importance"),
        ("/companies/0/requires/a", {"level": 3, "must": 1}, "/companies/0/requires/a/must"),
        ("/companies/0/requires/a", {"level": 3, "weight": 1}, "/companies/0/requires/a"),
        ("/companies/0/offers", {"team": 6}, "/companies/0/offers/team"),
        ("/companies/0/offers", {"team": -1}, "/companies/0/offers/team"),
        ("/fields", [{"id": "f", "name": {"en": "F"}, "competition": "full"}], "/fields/0/competition"),
    ],
    "profile": [
        ("/skills", GONE, ""), ("/skills", {}, "/skills"), ("/skills", ["a"], "/skills"),
        ("/skills/a", -0.5, "/skills/a"), ("/skills/a", 5.01, "/skills/a"),
        ("/skills/a", None, "/skills/a"), ("/skills/a", "3", "/skills/a"),
        ("/skills/a", {"level": 3}, "/skills/a"), ("/id", 7, "/id"), ("/id", "", "/id"),
        ("/wants", {"team": 0}, "/wants/team"), ("/wants", {"team": 1.5}, "/wants/team"),
        ("/name", "x", ""),
    ],
    "model": [
        ("/taxonomy", "0123456789abcde", "/taxonomy"), ("/taxonomy", "0123456789abcdefg", "/taxonomy"),
        ("/taxonomy", {}, "/taxonomy"), ("/weights", {"a": -1}, "/weights/a"),
        ("/weights", [1], "/weights"), ("/blend", -0.1, "/blend"), ("/blend", 1.1, "/blend"),
        ("/breadth_floor", -1, "/breadth_floor"), ("/relatedness", 2, "/relatedness"),
        ("/relatedness", "0", "/relatedness"), ("/beta", 0.5, ""),
    ],
    "ranking": [
        ("/profile", GONE, ""), ("/model", GONE, ""), ("/results", GONE, ""), ("/not_ranked", GONE, ""),
        ("/took_ms", 3, ""), ("/model/name", GONE, "/model"), ("/model/blend", 2, "/model/blend"),
        ("/model/seed", 1, "/model"), ("/results/0/rank", 0, "/results/0/rank"),
        ("/results/0/rank", 1.5, "/results/0/rank"), ("/results/0/score", GONE, "/results/0"),
        ("/results/0/score", 1.2, "/results/0/score"), ("/results/0/cosine", None, "/results/0/cosine"),
        ("/results/0/coverage", -0.1, "/results/0/coverage"),
        ("/results/0/gate", "maybe", "/results/0/gate"),
        ("/results/0/gate_reasons/0/gate", "pass", "/results/0/gate_reasons/0/gate"),
        ("/results/0/mutual", 1.5, "/results/0/mutual"), ("/results/0/extra", 1, "/results/0"),
        ("/results/0/matched/0/have", GONE, "/results/0/matched/0"),
        ("/results/0/matched/0/need", 0, "/results/0/matched/0/need"),
        ("/results/0/missing/0/have", 6, "/results/0/missing/0/have"),
        ("/results/0/missing/0/loss", GONE, "/results/0/missing/0"),
        ("/not_ranked/0/reason", GONE, "/not_ranked/0"),
    ],
    "explanation": [
        ("/companies", [], "/companies"), ("/companies", GONE, ""), ("/extra", 1, ""),
        ("/companies/0/ranked", 0, "/companies/0/ranked"), ("/companies/0/raises", GONE, "/companies/0"),
        ("/companies/0/all_raised/rank", 0, "/companies/0/all_raised/rank"),
        ("/companies/0/raises/0/changes/0/to", 0, "/companies/0/raises/0/changes/0/to"),
        ("/companies/0/raises/0/changes/0/from", GONE, "/companies/0/raises/0/changes/0"),
        ("/companies/0/to_pass_gates/reached", GONE, "/companies/0/to_pass_gates"),
        ("/companies/0/to_pass_gates/is_proven", GONE, "/companies/0/to_pass_gates"),
        ("/companies/0/to_target_rank/rank", GONE, "/companies/0/to_target_rank"),
    ],
    "fields": [
        ("/budget", 0, "/budget"), ("/fields", [], "/fields"), ("/extra", 1, ""), ("/best_fit", GONE, ""),
        ("/pool/candidates", 0, "/pool/candidates"), ("/pool/same_levels", 2, "/pool/same_levels"),
        ("/pool/rejected", GONE, "/pool"), ("/fields/0/fit", 1.5, "/fields/0/fit"),
        ("/fields/0/best/0/gate", "none", "/fields/0/best/0/gate"),
        ("/fields/0/distinguishing/0/asked_by", 0, "/fields/0/distinguishing/0/asked_by"),
        ("/fields/0/distinguishing/0/have", GONE, "/fields/0/distinguishing/0"),
        ("/fields/0/reachable/steps/0/to", 0, "/fields/0/reachable/steps/0/to"),
        ("/fields/0/competition/percentile", 2, "/fields/0/competition/percentile"),
        ("/fields/0/competition/rivals", GONE, "/fields/0/competition"),
    ],
    "advice": [
        ("/goal", GONE, ""), ("/goal/value", "companies", "/goal/value"), ("/goal/top", 0, "/goal/top"),
        ("/budget", 0, "/budget"), ("/effort/hours", [1, 2, 3, 4], "/effort/hours"), ("/extra", 1, ""),
        ("/companies", 0, "/companies"), ("/considered", GONE, ""), ("/now/within_reach", GONE, "/now"),
        ("/steps/0/to", 0, "/steps/0/to"), ("/steps/0/unlocks", GONE, "/steps/0"),
        ("/steps/0/hours", 0, "/steps/0/hours"), ("/field/asked/0/have", 6, "/field/asked/0/have"),
        ("/field/asked/0/companies", 0, "/field/asked/0/companies"),
        ("/cheapest", {"changes": [], "hours": 1, "value": 1}, "/cheapest/changes"),
    ],
    "effort": [
        ("/format", "skillmatch/effort@2", "/format"), ("/extra", 1, ""), ("/hours", [1, 2, 3, 4, 0], "/hours/4"),
        ("/hours", [1, 2, 3, 4, 5, 6], "/hours"), ("/related_saves", 1, "/related_saves"),
        ("/factors", {"a": 0}, "/factors/a"),
    ],
    "matching": [
        ("/optimal", "both", "/optimal"), ("/seed", GONE, ""), ("/list", 0, "/list"), ("/extra", 1, ""),
        ("/blocking_pairs", 1, "/blocking_pairs"), ("/pairs", -1, "/pairs"), ("/matched", 0.5, "/matched"),
        ("/candidates/0/company", GONE, "/candidates/0"), ("/candidates/0/choice", 0, "/candidates/0/choice"),
        ("/candidates/0/place", GONE, "/candidates/0"), ("/candidates/0/reason", "all_full", "/candidates/0"),
        ("/candidates/1/reason", "tired", "/candidates/1/reason"),
        ("/candidates/1/nearest/lowest_score", GONE, "/candidates/1/nearest"),
        ("/companies/0/taken", GONE, "/companies/0"), ("/companies/0/reason", "full", "/companies/0/reason"),
        ("/companies/0/lowest_score", 2, "/companies/0/lowest_score"),
    ],
    "capacities": [
        ("/places", GONE, ""), ("/places", {}, "/places"), ("/places", [["c", 2]], "/places"), ("/extra", 1, ""),
        ("/places/c", -1, "/places/c"), ("/places/c", 1.5, "/places/c"), ("/places/c", "2", "/places/c"),
        ("/places/c", 1000000001, "/places/c"),
    ],
    "tuning": [
        ("/verdict", "good", "/verdict"), ("/before", GONE, ""), ("/before/ndcg", 1.5, "/before/ndcg"),
        ("/after/tau", GONE, "/after"), ("/p", 2, "/p"), ("/took_ms", 3, ""), ("/made_with", GONE, ""),
        ("/judgments/note", GONE, "/judgments"), ("/folds/0/l2", -1, "/folds/0/l2"),
        ("/curve/0/queries", 0, "/curve/0/queries"), ("/weights/0/times", GONE, "/weights/0"),
        ("/weights/0/times", -1, "/weights/0/times"),
        ("/weights", [{"feature": "x", "weight": 1, "deviation": 1, "least": 0, "most": 1}],
         "/weights/0/feature"),
        ("/held_out/0/fold", -1, "/held_out/0/fold"), ("/held_out/0/extra", 1, "/held_out/0"),
    ],
    "extraction": [
        ("/file", GONE, ""), ("/skills/0/stance", "neither", "/skills/0/stance"), ("/extra", 1, ""),
        ("/skills/0/level", 6, "/skills/0/level"), ("/skills/0/evidence", [], "/skills/0/evidence"),
        ("/skills/0/confidence", 0, "/skills/0/confidence"), ("/skills/0/extra", 1, "/skills/0"),
        ("/skills/0/evidence/0/line", 0, "/skills/0/evidence/0/line"),
        ("/left_out/0/quote", GONE, "/left_out/0"), ("/left_out/0/column", 0, "/left_out/0/column"),
        ("/unknown_terms/0/count", 0, "/unknown_terms/0/count"),
        ("/unknown_terms/0/term", "", "/unknown_terms/0/term"),
    ],
    "import": [
        ("/command", "", "/command"), ("/inputs", GONE, ""), ("/inputs", [1], "/inputs/0"),
        ("/taken", GONE, ""), ("/changed", GONE, ""), ("/guessed", GONE, ""), ("/skipped", {}, "/skipped"),
        ("/taken/0/kind", "Two words", "/taken/0/kind"), ("/taken/0/count", -1, "/taken/0/count"),
        ("/taken/0/count", 1.5, "/taken/0/count"), ("/taken/0/text", "", "/taken/0/text"),
        ("/taken/0/places", [], "/taken/0"), ("/skipped/0/examples", [], "/skipped/0/examples"),
        ("/skipped/0/names/0/count", 0, "/skipped/0/names/0/count"),
        ("/skipped/0/names/0/name", GONE, "/skipped/0/names/0"), ("/took_ms", 3, ""),
    ],
}  # fmt: skip
NOT_JSON = ['{"a": 1, "a": 2}', '{"a": NaN}', '{"a": -Infinity}', '{"a": 1e999}', "{", ""]
CLASHES = [  # taxonomies with exactly one fault of names
    [{"id": "a-b", "name": {"en": "x"}}, {"id": "y", "name": {"en": "A B"}}],
    [{"id": "a", "name": {"ko": "가"}}, {"id": "b", "name": {"en": "b", "ko": "\u1100\u1161"}}],
    [{"id": "a", "name": {"en": "x"}, "aliases": ["STRASSE"]}, {"id": "b", "name": {"en": "straße"}}],
    [{"id": "a", "name": {"en": "Deep learning"}, "aliases": ["deep_learning"]}],
]


def changed(value, changes):
    value = copy.deepcopy(value)
    for at, new in changes.items():
        *parents, last = at.split("/")[1:]
        target = value
        for part in parents:
            target = target[int(part) if isinstance(target, list) else part]
        if new is GONE:
            del target[last]
        else:
            target[last] = new
    return value
