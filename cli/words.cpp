#include "words.h"

#include "output.h"

#include <cstdlib>

namespace skillmatch::cli {
namespace {

constexpr Words kEnglish{
    .rank = "#",
    .company = "company",
    .field = "field",
    .score = "score",
    .cosine = "cosine",
    .coverage = "coverage",
    .gate = "gate",
    .mutual = "mutual",
    .fits_best = "fits best",
    .missing_most = "missing most",
    .reason = "reason",
    .pass = "pass",
    .unknown = "unknown",
    .fail = "fail",
    .must = "must",
    .you = "you",
    .not_known = "?",
    .not_stated = "not stated",
    .below_must = "-- below a must of theirs --",
    .legend = "1→3: you have 1, they ask 3;  ?→3: your profile does not say",
    .unknown_legend = "gate unknown: your profile does not say whether you meet a must; add it",
    .must_legend =
        "* a must;  +cosine and +coverage add up to the score;  gap: what the score would gain at "
        "the level asked",
    .by_mutual =
        "ordered by mutual, the harmonic mean of score and of how far they offer what you want",
    .not_ranked = "Not ranked:",
    .nothing_ranked = "Nothing is ranked:",
    .companies_ranked = " companies",
    .company_ranked = " company",
    .more = " more; --top all shows every one",
    .skill = "skill",
    .need = "asked",
    .importance = "importance",
    .loss = "gap",
    .from_cosine = "+cosine",
    .from_coverage = "+coverage",
    .sum = "sum",
    .extra = "related",
    .relatedness = "relatedness",
    .id = "id",
    .name = "name",
    .name_other = "Korean",
    .group = "group",
    .aliases = "also called",
    .requirements = "requirements",
    .musts = "musts",
    .broader = "related",
    .source = "source",
    .offers = "offers",
    .methods = "methods",
    .competition = "competition",
    .crowded = "crowded",
    .niche = "niche",
    .companies = "companies",
    .company_count = "companies",
    .level = "level",
    .part = "part",
    .value = "value",
    .blend = "blend",
    .breadth_floor = "breadth floor",
    .weight = "weight",
    .times = "times",
    .tuning = "learnt from",
    .more_weights = " more weights; --top all shows every one",
    .no_weights = "every skill has weight 1",
    .no_difference = "no difference",
    .found_as = "found as",
    .how = "how",
    .external_ids = "external ids",
    .kind = "kind",
    .duplicate = "duplicate",
    .broader_kind = "broader",
    .with = "with",
    .together = "asked for together",
    .shared_words = "words",
    .confidence = "confidence",
};

constexpr Words kKorean{
    .rank = "#",
    .company = "회사",
    .field = "분야",
    .score = "점수",
    .cosine = "코사인",
    .coverage = "충족도",
    .gate = "필수",
    .mutual = "상호 점수",
    .fits_best = "잘 맞는 역량",
    .missing_most = "부족한 역량",
    .reason = "이유",
    .pass = "통과",
    .unknown = "미확인",
    .fail = "미달",
    .must = "필수",
    .you = "보유",
    .not_known = "?",
    .not_stated = "미기재",
    .below_must = "-- 필수 요건 미달 --",
    .legend = "1→3: 보유 1, 요구 3;  ?→3: 프로필에 적혀 있지 않음",
    .unknown_legend =
        "필수 미확인: 필수 요건을 갖췄는지 프로필에 적혀 있지 않음, 있으면 적어 주세요",
    .must_legend =
        "* 필수;  +코사인과 +충족도를 모두 더하면 점수;  감점: 요구 수준을 갖추면 점수가 오르는 "
        "만큼",
    .by_mutual = "상호 점수 순(점수와 희망 조건 충족도의 조화 평균)",
    .not_ranked = "순위에서 제외:",
    .nothing_ranked = "순위 없음:",
    .companies_ranked = "개 회사",
    .company_ranked = "개 회사",
    .more = "개 회사 더 있음, 모두 보려면 --top all",
    .skill = "역량",
    .need = "요구",
    .importance = "중요도",
    .loss = "감점",
    .from_cosine = "+코사인",
    .from_coverage = "+충족도",
    .sum = "합계",
    .extra = "연관",
    .relatedness = "연관도",
    .id = "id",
    .name = "이름",
    .name_other = "영어",
    .group = "분류",
    .aliases = "다른 이름",
    .requirements = "요구 역량",
    .musts = "필수 역량",
    .broader = "연관 역량",
    .source = "출처",
    .offers = "제공하는 것",
    .methods = "방법",
    .competition = "경쟁",
    .crowded = "치열함",
    .niche = "틈새",
    .companies = "회사",
    .company_count = "회사 수",
    .level = "수준",
    .part = "항목",
    .value = "값",
    .blend = "코사인 비중",
    .breadth_floor = "요구량 하한",
    .weight = "가중치",
    .times = "배율",
    .tuning = "학습 기록",
    .more_weights = "개 가중치 더 있음, 모두 보려면 --top all",
    .no_weights = "모든 역량의 가중치가 1",
    .no_difference = "차이 없음",
    .found_as = "찾은 이름",
    .how = "방법",
    .external_ids = "외부 id",
    .kind = "종류",
    .duplicate = "중복",
    .broader_kind = "상위 개념",
    .with = "상대",
    .together = "함께 요구",
    .shared_words = "단어",
    .confidence = "확신도",
};

}  // namespace

const Words& words(Language language) { return language == Language::ko ? kKorean : kEnglish; }

std::string_view word(Gate gate, Language language) {
  const Words& w = words(language);
  switch (gate) {
    case Gate::pass:
      return w.pass;
    case Gate::unknown:
      return w.unknown;
    case Gate::fail:
      return w.fail;
  }
  return {};
}

std::string_view word(NotRankedReason reason, Language language) {
  const bool ko = language == Language::ko;
  switch (reason) {
    case NotRankedReason::no_requirements:
      return ko ? "요구하는 역량이 없음" : "it requires no skill";
    case NotRankedReason::no_weight:
      return ko ? "요구하는 역량의 가중치가 이 모델에서 모두 0"
                : "every skill it requires has weight 0 in this model";
    case NotRankedReason::empty_profile:
      return ko ? "프로필에 수준이 0보다 높은 역량이 없음"
                : "the profile holds no skill above level 0";
    case NotRankedReason::no_profile_weight:
      return ko ? "프로필에 있는 역량의 가중치가 이 모델에서 모두 0"
                : "every skill of the profile has weight 0 in this model";
    case NotRankedReason::no_offers:
      return ko ? "회사가 제공하는 것이 적혀 있지 않아 상호 점수가 없음"
                : "it offers nothing, so it has no mutual score";
    case NotRankedReason::no_wants:
      return ko ? "프로필에 회사에 바라는 것이 적혀 있지 않아 상호 점수가 없음"
                : "the profile wants nothing, so it has no mutual score";
  }
  return {};
}

std::string_view word(FoundBy by, Language language) {
  const bool ko = language == Language::ko;
  switch (by) {
    case FoundBy::exact:
      return ko ? "같은 이름" : "same name";
    case FoundBy::prefix:
      return ko ? "앞부분" : "begins so";
    case FoundBy::words:
      return ko ? "포함" : "has the words";
    case FoundBy::near:
      return ko ? "비슷한 철자" : "similar spelling";
  }
  return {};
}

std::string_view word(DuplicateReason reason, Language language) {
  const bool ko = language == Language::ko;
  switch (reason) {
    case DuplicateReason::numeronym:
      return ko ? "숫자 약어" : "numeronym";
    case DuplicateReason::same_words:
      return ko ? "같은 단어" : "same words";
    case DuplicateReason::one_word:
      return ko ? "한 단어 차이" : "one word more";
    case DuplicateReason::spelling:
      return ko ? "비슷한 철자" : "similar spelling";
    case DuplicateReason::initials:
      return ko ? "머리글자" : "initials";
  }
  return {};
}

std::string_view competition_word(std::string_view competition, Language language) {
  const Words& w = words(language);
  if (competition == "crowded") return w.crowded;
  if (competition == "niche") return w.niche;
  return competition;
}

std::string score_formula(const Model& model, Language language) {
  const Words& w = words(language);
  return std::string(w.score) + " = " + level_text(model.blend) + " × " + std::string(w.cosine) +
         " + " + level_text(1.0 - model.blend) + " × " + std::string(w.coverage);
}

Language language_of(std::string_view given) {
  if (given == "ko") return Language::ko;
  if (given == "en") return Language::en;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view language = std::string_view(value).substr(0, 3);
    const bool korean =
        language == "ko" || language == "ko_" || language == "ko." || language == "ko@";
    return korean ? Language::ko : Language::en;
  }
  return Language::en;
}

}  // namespace skillmatch::cli
