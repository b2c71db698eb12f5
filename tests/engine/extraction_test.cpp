// What is understood of text, one rule a test; how well it does on the whole is measured by
// tests/io/labelled_texts_test.cpp.
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <skillmatch/extraction.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace extraction_test {

Taxonomy tools() {
  Taxonomy taxonomy;
  taxonomy.add_skill({"ml", {"Machine learning", "머신러닝"}, {"ML"}, "", {}});
  taxonomy.add_skill({"dl", {"Deep learning", "딥러닝"}, {"neural networks"}, "", {}});
  taxonomy.add_skill({"gnn", {"Graph neural networks", "그래프 신경망"}, {"GNN"}, "", {}});
  taxonomy.add_skill({"torch", {"PyTorch", "파이토치"}, {}, "", {}});
  taxonomy.add_skill({"python", {"Python", "파이썬"}, {}, "", {}});
  taxonomy.add_skill({"c", {"C", ""}, {}, "", {}});
  taxonomy.add_skill({"cpp", {"C++", ""}, {}, "", {}});
  taxonomy.add_skill({"r", {"R", ""}, {}, "", {}});
  taxonomy.add_skill({"go", {"Go", ""}, {}, "", {}});
  taxonomy.add_skill({"net", {".NET", ""}, {}, "", {}});
  taxonomy.add_skill({"node", {"Node.js", ""}, {}, "", {}});
  taxonomy.add_skill({"java", {"Java", "자바"}, {}, "", {}});
  taxonomy.add_skill({"js", {"JavaScript", "자바스크립트"}, {}, "", {}});
  taxonomy.add_skill({"docker", {"Docker", "도커"}, {}, "", {}});
  taxonomy.add_skill({"k8s", {"Kubernetes", "쿠버네티스"}, {"k8s"}, "", {}});
  taxonomy.add_skill({"bert", {"BERT", ""}, {}, "", {}});
  taxonomy.add_skill({"esco", {"Rust (computer programming)", ""}, {}, "", {}});
  return taxonomy;
}

// "python 3? gnn 0-": each skill with its level, "?" where the text does not say it, "-" where it
// is lacking.
std::string understood(std::string_view text, ExtractOptions options = {}) {
  const Taxonomy taxonomy = tools();
  const Extractor extractor(taxonomy, std::move(options));
  std::ostringstream out;
  for (const ExtractedSkill& skill : extractor.extract(text).skills) {
    out << (out.tellp() > 0 ? " " : "") << taxonomy.skill(skill.skill).id << ' '
        << number_text(skill.level)
        << (skill.stance == Stance::lacks ? "-"
            : skill.is_stated             ? ""
                                          : "?");
  }
  return out.str();
}

TEST(Extraction, FindsNamesAsPeopleWriteThem) {
  EXPECT_EQ(understood("Machine-Learning"), "ml 3?");
  EXPECT_EQ(understood("머신 러닝"), "ml 3?");
  EXPECT_EQ(understood("머신\n러닝"), "ml 3?");
  EXPECT_EQ(understood("Py  Torch"), "") << "broken where nobody writes spaces";
  EXPECT_EQ(understood("graph\nneural   networks"), "gnn 3?");
  EXPECT_EQ(understood("one graph neural network, two GNNs"), "gnn 3?");
  EXPECT_EQ(understood("Ｐｙｔｈｏｎ"), "python 3?");
  EXPECT_EQ(understood("Python3.11"), "python 3?");
  EXPECT_EQ(understood("Py Torch"), "torch 3?");
  EXPECT_EQ(understood("rust and Python"), "esco 3? python 3?");
}

TEST(Extraction, TakesTheLongestName) {
  EXPECT_EQ(understood("graph neural networks"), "gnn 3?");
  EXPECT_EQ(understood("자바스크립트"), "js 3?");
  EXPECT_EQ(understood("C++"), "cpp 3?");
}

TEST(Extraction, FindsDecomposedHangul) {
  EXPECT_EQ(understood("\u1111\u1161\u110B\u1175\u110A\u1165\u11AB\u110B\u1173\u1105\u1169"),
            "python 3?");
}

TEST(Extraction, TakesParticlesAndCompoundsForNoPartOfAName) {
  for (const char* text :
       {"파이토치를", "파이토치로", "파이토치에서는", "파이토치와", "파이토치였고", "파이토치기반",
        "파이토치모델을", "파이토치(Meta)", "PyTorch를", "PyTorch기반"}) {
    EXPECT_EQ(understood(text), "torch 3?") << text;
  }
  EXPECT_EQ(understood("딥러닝머신러닝"), "dl 3? ml 3?");
  for (const char* text : {"자바섬", "자바라", "비파이토치", "도커스"}) {
    EXPECT_EQ(understood(text), "") << text;
  }
}

TEST(Extraction, FindsNothingInsideWords) {
  for (const char* text : {"Pythonic", "CPython", "Javanese", "BERTopic", "be rt", "my-node.json",
                           "anode.js", "non-Python", "C#", "C+", "F.NETS"}) {
    EXPECT_EQ(understood(text), "") << text;
  }
  EXPECT_EQ(understood("(.NET), Node.js."), "net 3? node 3?");
}

TEST(Extraction, TakesAddressesForNoSkills) {
  EXPECT_EQ(understood("python@java.example, https://docker.example/bert, github.com/python/java"),
            "");
}

TEST(Extraction, TakesOrdinaryWordsForSkillsOnlyBesideWhatTells) {
  for (const char* text : {"I go to work", "Go to the office", "R&D", "Series C", "vitamin C",
                           "C-level", "plan C", "Mr. R. Park", "go, then", "R. Kim", "Class C"}) {
    EXPECT_EQ(understood(text), "") << text;
  }
  EXPECT_EQ(understood("Python, R, C"), "python 3? r 3? c 3?");
  EXPECT_EQ(understood("a Go developer"), "go 3?");
  EXPECT_EQ(understood("models in R and plots"), "r 3?");
  EXPECT_EQ(understood("R을 사용"), "r 3?");
  EXPECT_EQ(understood("R, C", {.least_confidence = 0.0}), "r 3? c 3?");
}

TEST(Extraction, SetsWhatIsDeniedToNone) {
  EXPECT_EQ(understood("no experience with Docker or Kubernetes"), "docker 0- k8s 0-");
  EXPECT_EQ(understood("Docker yes, but I have never used Kubernetes."), "docker 3? k8s 0-");
  EXPECT_EQ(understood("no experience with Docker, but strong in Python"), "docker 0- python 4");
  EXPECT_EQ(understood("Kubernetes: no experience"), "k8s 0-");
  EXPECT_EQ(understood("Python, Docker: none, C++"), "python 3? docker 0- cpp 3?");
  EXPECT_EQ(understood("Tools I've never touched: Kubernetes, Docker"), "k8s 0- docker 0-");
  EXPECT_EQ(understood("Kubernetes 없이 Docker만으로 배포"), "docker 3?");
  EXPECT_EQ(understood("Kubernetes (none), Docker (3 years)"), "k8s 0- docker 3");
  EXPECT_EQ(understood("Docker는 있지만 쿠버네티스 경험은 없음"), "docker 3? k8s 0-");
  EXPECT_EQ(understood("도커, 쿠버네티스는 써 본 적이 없습니다"), "docker 0- k8s 0-");
  EXPECT_EQ(understood("not only Python but also Docker"), "python 3? docker 3?");
  EXPECT_EQ(understood("파이썬뿐만 아니라 도커도 씁니다"), "python 3? docker 3?");
  EXPECT_EQ(understood("파이썬 사용에 어려움 없음"), "python 3?");
  EXPECT_EQ(understood("not a day without Python"), "python 3?");
}

TEST(Extraction, TakesWhatOneLineHasAndAnotherLacksForHeld) {
  EXPECT_EQ(understood("no experience with Docker.\nDocker since 2024"), "docker 3?");
}

TEST(Extraction, LeavesOutWhatIsOnlyWishedFor) {
  EXPECT_EQ(understood("I want to learn Docker"), "");
  EXPECT_EQ(understood("도커를 배우고 싶습니다"), "");
  EXPECT_EQ(understood("Python now, and hoping to learn Docker next"), "python 3?");
}

TEST(Extraction, TakesLevelsFromTheWordsBesideAName) {
  EXPECT_EQ(understood("5 years of Python"), "python 4");
  EXPECT_EQ(understood("Python (1 year), Docker (expert)"), "python 2 docker 5");
  EXPECT_EQ(understood("파이썬 3년, 도커 6개월"), "python 3 docker 1.5");
  EXPECT_EQ(understood("파이썬(상), 도커(하)"), "python 4 docker 1");
  EXPECT_EQ(understood("파이토치에 능숙합니다"), "torch 4");
  EXPECT_EQ(understood("familiar with Docker and Kubernetes"), "docker 2 k8s 2");
  EXPECT_EQ(understood("Python: 4/5"), "python 4");
  EXPECT_EQ(understood("Python, Docker(기초)"), "python 3? docker 1.5");
  EXPECT_EQ(understood("Python expert, C++; Docker, 5 years"), "python 5 cpp 3? docker 4");
  EXPECT_EQ(understood("파이썬 능숙, 도커"), "python 4 docker 3?");
  EXPECT_EQ(understood("Python since 2019년"), "python 3?");
  EXPECT_EQ(understood("basic Python. Python expert."), "python 5");
}

TEST(Extraction, TakesRatingsDirectlyBehindANameForLevels) {
  EXPECT_EQ(understood("Python 9/10, C++ 7/10, Docker 4/5, Kubernetes 60/100"),
            "python 4.5 cpp 3.5 docker 4 k8s 3");
  EXPECT_EQ(understood("Python 80%, Docker (30%), C++: 100%"), "python 4 docker 1.5 cpp 5");
  EXPECT_EQ(understood("Docker ★★★☆☆, Python: ★★★★★, C++ ●●○○"), "docker 3 python 5 cpp 2.5");
  EXPECT_EQ(understood("Docker 0/10"), "docker 0-");
  EXPECT_EQ(understood("Docker: 60 %"), "docker 3");
  // Of what else a share may be said.
  EXPECT_EQ(understood("Python 80% faster"), "python 3?");
  EXPECT_EQ(understood("Docker, 100% remote"), "docker 3?");
  EXPECT_EQ(understood("Docker meetup 9/10"), "docker 3?");
  EXPECT_EQ(understood("Docker 9/10/2024"), "docker 3?");
  EXPECT_EQ(understood("Docker 12/10, Python 3/7"), "docker 3? python 3?");
  EXPECT_EQ(understood("Docker ★★★"), "docker 3?") << "of how many nobody says";
}

TEST(Extraction, TakesCrossesForNone) {
  EXPECT_EQ(understood("Docker X, Python O"), "docker 0- python 3?");
  EXPECT_EQ(understood("도커 x / 파이썬 o / 쿠버네티스 x"), "docker 0- python 3? k8s 0-");
  EXPECT_EQ(understood("Docker: X, Python(X), Kubernetes ✗"), "docker 0- python 0- k8s 0-");
  EXPECT_EQ(understood("Docker X"), "docker 3?") << "a name or a mark";
  EXPECT_EQ(understood("Docker x Kubernetes"), "docker 3? k8s 3?");
  EXPECT_EQ(understood("| Docker | X |\n| Python | O |\n| C++ | - |\n| Kubernetes | 4/5 |"),
            "docker 0- python 3? cpp 0- k8s 4");
  EXPECT_EQ(understood("Docker\tX\nPython\t-\nC++\tO"), "docker 0- python 0- cpp 3?");
  EXPECT_EQ(understood("| Docker | - | 3 years |"), "docker 3");
  EXPECT_EQ(understood("Docker | - Python"), "docker 3? python 3?") << "a list's dash";
}

TEST(Extraction, TakesWhatStandsBehindABracketForTheNameBeforeIt) {
  EXPECT_EQ(understood("Docker(Compose, Swarm, Kubernetes) 4년, 파이썬 1년"),
            "docker 3.5 k8s 3? python 2");
  EXPECT_EQ(understood("Docker (Compose, Swarm) 5 years, Python"), "docker 4 python 3?");
  EXPECT_EQ(understood("Python (PyTorch, GNN) 5년"), "python 4 torch 3? gnn 3?");
  EXPECT_EQ(understood("Docker(Kubernetes 1년) 5년"), "docker 4 k8s 2");
  EXPECT_EQ(understood("Docker(Compose, Kubernetes) 경험 없음"), "docker 0- k8s 0-");
  EXPECT_EQ(understood("Docker(Compose) 경험 없음"), "docker 0-");
  EXPECT_EQ(understood("Docker (never used Kubernetes)"), "docker 3? k8s 0-");
}

TEST(Extraction, TakesWhatABracketOrColonSaysForTheNameBeforeItAlone) {
  EXPECT_EQ(understood("Docker (no experience), Python (expert)"), "docker 0- python 5");
  EXPECT_EQ(understood("Docker (no), Python (yes)"), "docker 0- python 3?");
  EXPECT_EQ(understood("Docker: never used, Kubernetes: 3 years"), "docker 0- k8s 3");
  EXPECT_EQ(understood("Docker (expert) and then Kubernetes"), "docker 5 k8s 3?");
  EXPECT_EQ(understood("Python (Docker, never used), Kubernetes"), "python 3? docker 3? k8s 3?");
  EXPECT_EQ(understood("Python (3 years), no Docker"), "python 3 docker 0-");
  EXPECT_EQ(understood("Python, no (real) experience with Docker"), "python 3? docker 0-");
}

TEST(Extraction, TakesMarksInFrontOfNamesForTheNameBehind) {
  EXPECT_EQ(understood("✅ Python ❌ Docker"), "python 3? docker 0-");
  EXPECT_EQ(understood("❌ Docker ✅ Python"), "docker 0- python 3?");
  EXPECT_EQ(understood("- [ ] Docker\n- [x] Python"), "docker 0- python 3?");
  EXPECT_EQ(understood("🚫 Docker, Kubernetes"), "docker 0- k8s 0-");
  EXPECT_EQ(understood("✗ Kubernetes"), "k8s 0-");
}

TEST(Extraction, GivesNoLevelThatIsDenied) {
  EXPECT_EQ(understood("Not proficient in Docker; Python"), "docker 3? python 3?");
  EXPECT_EQ(understood("Far from an expert in Python"), "python 3?");
  EXPECT_EQ(understood("I am no expert in Python but use it"), "python 3?");
  EXPECT_EQ(understood("Python (not expert)"), "python 3?");
  EXPECT_EQ(understood("파이썬 전문가는 아닙니다"), "python 3?");
  EXPECT_EQ(understood("도커에 능숙하지는 않습니다"), "docker 3?");
  EXPECT_EQ(understood("도커 능숙하지 않음, 파이썬 능숙"), "docker 3? python 4");
  EXPECT_EQ(understood("No Docker, expert in Python"), "docker 0- python 5");
}

TEST(Extraction, TakesANoBehindANameForNone) {
  EXPECT_EQ(understood("Python: never\nDocker: -\nKubernetes: 0"), "python 0- docker 0- k8s 0-");
  EXPECT_EQ(understood("Docker: 0, Python: 5 years"), "docker 0- python 4");
  EXPECT_EQ(understood("도커(경험없음), 파이썬"), "docker 0- python 3?");
  EXPECT_EQ(understood("도커: 아니오\n파이썬(미숙)"), "docker 0- python 1");
}

TEST(Extraction, TellsAComparisonFromItsBetterSide) {
  EXPECT_EQ(understood("파이썬보다는 코틀린이 전문"), "python 3?");
  EXPECT_EQ(understood("파이썬보다는 도커가 전문"), "python 3? docker 5");
  EXPECT_EQ(understood("파이썬보다 코틀린 경험이 없음"), "python 3?");
}

TEST(Extraction, TakesWhatIsNotDoneWellForABeginners) {
  EXPECT_EQ(understood("도커는 잘 못합니다"), "docker 1");
  EXPECT_EQ(understood("자바는 잘 못합니다"), "java 1");
  EXPECT_EQ(understood("도커는 못합니다"), "docker 0-");
  EXPECT_EQ(understood("도커 잘 못해도 됩니다"), "docker 0-") << "not asked for";
  EXPECT_EQ(understood("도커 설정을 잘못해서 배운 것"), "docker 3?") << "a mistake";
}

TEST(Extraction, TakesWhatNobodyCouldLiveWithoutForHeld) {
  EXPECT_EQ(understood("Without Docker I could not live"), "docker 3?");
  EXPECT_EQ(understood("Without Docker we deploy by hand"), "docker 0-");
  EXPECT_EQ(understood("Without Docker experience I could not join"), "docker 0-");
  EXPECT_EQ(understood("built without Docker and not missed"), "docker 0-");
}

TEST(Extraction, TakesALineOfNamesAloneForSkills) {
  EXPECT_EQ(understood("Java"), "java 3?");
  EXPECT_EQ(understood("R, C"), "r 3? c 3?");
  EXPECT_EQ(understood("1. Java\n2) Go\n• R"), "java 3? go 3? r 3?");
  EXPECT_EQ(understood("자바: 3년"), "java 3");
  EXPECT_EQ(understood("| Java | 3 years |"), "java 3");
  EXPECT_EQ(understood("Java is an island"), "");
}

TEST(Extraction, TakesOtherLevelsForWordsWhereTheyAreGiven) {
  ExtractOptions options{.default_level = 2.5};
  options.level_words.set("능숙", 4.5);
  options.level_words.set("wizard", 5.0);
  EXPECT_EQ(understood("파이토치 능숙, Docker wizard. C++.", options),
            "torch 4.5 docker 5 cpp 2.5?");
}

TEST(Extraction, TellsWhatAPostingPrefersFromWhatItRequires) {
  const Taxonomy taxonomy = tools();
  const Extractor extractor(taxonomy, {.preferred = 0.25});
  const auto required = extractor.required(extractor.extract(
      "자격요건\n- 파이썬 3년\n우대사항\n- Docker\nNo knowledge of Java is needed. R is a plus."));
  ASSERT_EQ(required.size(), 2U);
  EXPECT_EQ(taxonomy.skill(required[0].skill).id, "python");
  EXPECT_EQ(required[0].importance, 1.0);
  EXPECT_EQ(required[0].level, 3.0);
  EXPECT_EQ(taxonomy.skill(required[1].skill).id, "docker");
  EXPECT_EQ(required[1].importance, 0.25);
}

TEST(Extraction, SaysWhereAndInWhichWords) {
  const Taxonomy taxonomy = tools();
  const Extraction found = Extractor(taxonomy).extract("경력\n저는 파이토치를 씁니다");
  ASSERT_EQ(found.mentions.size(), 1U);
  const Mention& mention = found.mentions[0];
  EXPECT_EQ(found.text.substr(mention.begin, mention.end - mention.begin), "파이토치");
  const TextPlace place = place_of(found.text, mention.begin);
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 4U);
  EXPECT_EQ(quote_of(found.text, mention), "저는 파이토치를 씁니다");
  EXPECT_EQ(quote_of(found.text, mention, 12), "…는 파이토치를…");
  EXPECT_EQ(quote_of(found.text, mention, 22), "저는 파이토치를 씁니다") << "whole: nothing is cut";
}

TEST(Extraction, ListsWhatLooksLikeASkillAndIsNoneItKnows) {
  const Taxonomy taxonomy = tools();
  const auto unknown = Extractor(taxonomy)
                           .extract(
                               "Python, Terraform, Docker and GraphQL. We use GraphQL. "
                               "파이썬, 카오스 엔지니어링, 도커 #rabbitmq in March")
                           .unknown;
  std::vector<std::string> terms;
  for (const UnknownTerm& term : unknown) terms.push_back(term.term);
  EXPECT_EQ(unknown.at(0).term, "GraphQL");
  EXPECT_EQ(unknown.at(0).count, 2U);
  for (const char* term : {"Terraform", "rabbitmq"}) {
    EXPECT_NE(std::find(terms.begin(), terms.end(), term), terms.end()) << term;
  }
  EXPECT_EQ(std::find(terms.begin(), terms.end(), "March"), terms.end());
}

TEST(Extraction, ReadsTheHeadsOfSectionsBehindAnyBullet) {
  for (const char* bullet : {"- ", "• ", ""}) {
    EXPECT_EQ(understood(std::string("• Python\n") + bullet + "복지: Docker"), "python 3?")
        << bullet;
  }
}

TEST(Extraction, IsTheSameOfWhateverPartOfAText) {
  const std::string line = "파이썬 3년, no experience with Docker, C++ expert.\n";
  std::string text;
  for (int i = 0; i < 500; ++i) text += line;
  EXPECT_EQ(understood(text), understood(line));
}

TEST(Extraction, RefusesWhatIsNoText) {
  const Extractor extractor(tools());
  EXPECT_THROW(extractor.extract("a\xFF"), std::invalid_argument);
  EXPECT_THROW(extractor.extract(std::string(Extractor::kMaxTextBytes + 1, 'a')),
               std::invalid_argument);
  EXPECT_THROW(Extractor(tools(), {.default_level = 0.0}), std::invalid_argument);
  EXPECT_THROW(Extractor(tools(), {.preferred = 0.0}), std::invalid_argument);
  EXPECT_THROW(Extractor(tools(), {.least_confidence = 1.5}), std::invalid_argument);
}

TEST(LevelWords, AreFoundInAnySpelling) {
  LevelWords words;
  EXPECT_EQ(words.find("Proficient"), 4.0);
  EXPECT_EQ(words.find("상"), 4.0);
  EXPECT_EQ(words.find("unheard of"), std::nullopt);
  words.set("상", 4.5);
  EXPECT_EQ(words.find(" 상 "), 4.5);
  EXPECT_THROW(words.set("x", 5.5), std::invalid_argument);
  EXPECT_THROW(words.set(" ", 1.0), std::invalid_argument);
}

TEST(LevelWords, YearsAreLevelsOnStraightLines) {
  EXPECT_EQ(level_of_years(0.0), 1.0);
  EXPECT_EQ(level_of_years(0.5), 1.5);
  EXPECT_EQ(level_of_years(1.0), 2.0);
  EXPECT_EQ(level_of_years(3.0), 3.0);
  EXPECT_EQ(level_of_years(4.0), 3.5);
  EXPECT_EQ(level_of_years(10.0), 5.0);
  EXPECT_EQ(level_of_years(40.0), 5.0);
}

}  // namespace extraction_test
}  // namespace skillmatch
