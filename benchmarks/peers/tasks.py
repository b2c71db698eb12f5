"""What is measured: workloads, who takes part, and how many profiles each is asked in a round."""

from dataclasses import dataclass

from measure import Participant
from workloads import KINDS, PROFILES

MODELS = ["cosine", "balanced", "tuned"]


@dataclass
class Task:
    group: str  # for --only
    name: str
    kind: str
    companies: int
    participants: list[Participant]
    checked: int = 20  # profiles whose rankings are compared with a brute force, a model

    @property
    def description(self) -> str:
        return f"{self.companies:,} companies: {KINDS[self.kind]}"


def project(models=("cosine",), name="skillmatch", kernel=None) -> Participant:
    environment = {"SKILLMATCH_KERNEL": kernel} if kernel else {}
    return Participant(name, PROFILES, 100, list(models), environment=environment)


def portable() -> Participant:
    return project(name="skillmatch (portable kernel)", kernel="portable")


def sparse_peers(companies: int) -> list[Participant]:
    few = companies <= 10_000  # slow peers are asked as much as the fast ones there
    return [
        Participant("sparse_dot_topn", PROFILES, 50),
        Participant("scipy", PROFILES if few else 100, 20),
        Participant("scikit-learn-sparse", PROFILES if few else 32, 20 if few else 2),
    ]


def dense_peers(companies: int) -> list[Participant]:
    few = companies <= 10_000
    return [
        Participant("faiss-cpu", PROFILES, 50),
        Participant("numpy", PROFILES if few else 128, 20),
        Participant("scikit-learn-dense", PROFILES if few else 128, 20 if few else 5),
        Participant("usearch", PROFILES if few else 64, 20 if few else 10),
        Participant("hnswlib", PROFILES if few else 100, 50 if few else 20),
    ]


def all_tasks(quick: bool, huge: bool) -> list[Task]:
    million, hundred_thousand, ten_thousand = (
        (20_000, 5_000, 1_000) if quick else (1_000_000, 100_000, 10_000)
    )
    best_sparse, best_dense = sparse_peers(0)[:1], dense_peers(0)[:1]
    tasks = [
        Task(
            "sparse",
            "sparse",
            "sparse_grid",
            million,
            [project(MODELS), portable(), *sparse_peers(million)],
        ),
        Task("sparse", "sparse, real levels", "sparse_real", million, [project(), *best_sparse]),
        Task(
            "sparse", "sparse, near-duplicates", "sparse_near", million, [project(), *best_sparse]
        ),
        Task(
            "sparse",
            "sparse, small",
            "sparse_grid",
            ten_thousand,
            [project(), *sparse_peers(ten_thousand)],
        ),
        Task(
            "growth", "sparse, growth", "sparse_grid", hundred_thousand, [project(), *best_sparse]
        ),
        Task("dense", "dense", "dense", million, [project(), portable(), *dense_peers(million)]),
        Task(
            "dense",
            "dense, near-duplicates",
            "dense_near",
            million,
            [project(), *best_dense, dense_peers(million)[4]],
        ),
        Task(
            "dense", "dense, small", "dense", ten_thousand, [project(), *dense_peers(ten_thousand)]
        ),
    ]
    if huge:
        few = Participant("sparse_dot_topn", 50, 5)
        tasks.append(
            Task("growth", "sparse, huge", "sparse_grid", 10_000_000, [project(), few], checked=2)
        )
    return tasks
