#include "words.h"

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
    .not_ranked = "Not ranked:",
    .more = "more; --top all shows every one",
    .skill = "skill",
    .need = "asked",
    .importance = "importance",
    .loss = "cost of gap",
    .sum = "sum",
    .extra = "related",
    .relatedness = "relatedness",
    .companies_ranked = "companies",
    .id = "id",
    .name = "name",
    .name_other = "Korean",
    .group = "group",
    .aliases = "also called",
    .requirements = "requirements",
    .musts = "musts",
    .broader = "related through",
    .source = "source",
    .offers = "offers",
    .methods = "methods",
    .competition = "competition",
    .companies = "companies",
    .level = "level",
};

constexpr Words kKorean{
    .rank = "#",
    .company = "회사",
    .field = "분야",
    .score = "점수",
    .cosine = "코사인",
    .coverage = "충족도",
    .gate = "필수",
    .mutual = "상호",
    .fits_best = "가장 잘 맞는 것",
    .missing_most = "가장 부족한 것",
    .reason = "이유",
    .pass = "통과",
    .unknown = "미확인",
    .fail = "미달",
    .must = "필수",
    .you = "보유",
    .not_known = "?",
    .not_stated = "적혀 있지 않음",
    .not_ranked = "순위에 없음:",
    .more = "곳 더 있음; 모두 보려면 --top all",
    .skill = "역량",
    .need = "요구",
    .importance = "중요도",
    .loss = "부족분의 값",
    .sum = "합계",
    .extra = "연관",
    .relatedness = "연관도",
    .companies_ranked = "곳",
    .id = "id",
    .name = "이름",
    .name_other = "영어",
    .group = "묶음",
    .aliases = "다른 이름",
    .requirements = "요구 역량",
    .musts = "필수 수",
    .broader = "상위 개념",
    .source = "출처",
    .offers = "제공",
    .methods = "방법",
    .competition = "경쟁",
    .companies = "회사 수",
    .level = "수준",
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
      return ko ? "요구하는 역량의 가중치가 모두 0"
                : "every skill it requires has weight 0 in this model";
    case NotRankedReason::empty_profile:
      return ko ? "프로필에 0보다 높은 역량이 없음" : "the profile holds no skill above level 0";
    case NotRankedReason::no_profile_weight:
      return ko ? "프로필의 역량의 가중치가 모두 0"
                : "every skill of the profile has weight 0 in this model";
    case NotRankedReason::no_offers:
      return ko ? "제공하는 것이 적혀 있지 않아 상호 점수가 없음"
                : "it offers nothing, so it has no mutual score";
  }
  return {};
}

Language language_of(std::string_view given) {
  if (given == "ko") return Language::ko;
  if (given == "en") return Language::en;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("ko") ? Language::ko : Language::en;
  }
  return Language::en;
}

}  // namespace skillmatch::cli
