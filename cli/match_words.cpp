#include "match_words.h"

#include "output.h"
#include "words.h"

#include <algorithm>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr MatchWords kEnglishMatch{
    .candidate = "candidate",
    .choice = "choice",
    .place = "place",
    .places = "places",
    .taken = "taken",
    .listed_by = "listed by",
    .lowest = "lowest",
    .why = "why",
    .more_candidates = " more of the candidates; --top all shows every one",
    .more_companies = " more of the companies; --top all shows every one",
    .legend =
        "choice: the company's place on the candidate's list;  place: the candidate's among all "
        "who list the company;  lowest: the lowest score it took",
};

constexpr MatchWords kKoreanMatch{
    .candidate = "지원자",
    .choice = "지망",
    .place = "등수",
    .places = "정원",
    .taken = "배정",
    .listed_by = "지망자",
    .lowest = "최저 점수",
    .why = "이유",
    .more_candidates = "명 더 있음, 모두 보려면 --top all",
    .more_companies = "개 회사 더 있음, 모두 보려면 --top all",
    .legend =
        "지망: 지원자의 목록에서 회사의 순위;  등수: 그 회사를 지망한 사람 가운데 지원자의 순위;  "
        "최저 점수: 배정된 사람의 가장 낮은 점수",
};

// "1 place", "2 places"
std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return grouped(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace

const MatchWords& match_words(Language language) {
  return language == Language::ko ? kKoreanMatch : kEnglishMatch;
}

std::string match_heading(const MarketResult& result, OptimalFor optimal_for, Language language) {
  const auto open = static_cast<std::size_t>(
      std::count_if(result.companies.begin(), result.companies.end(),
                    [](const CompanyResult& company) { return company.places > 0; }));
  const std::size_t candidates = result.candidates.size();
  const bool for_candidates = optimal_for == OptimalFor::candidates;
  if (language == Language::ko) {
    return "지원자 " + grouped(candidates) + "명, 회사 " + grouped(open) + "곳, 정원 " +
           grouped(result.counts.places) +
           "명: " + (for_candidates ? "모든 지원자에게 가장 좋은" : "모든 회사에 가장 좋은") +
           " 안정 매칭";
  }
  return count_of(candidates, "candidate", "candidates") + ", " +
         count_of(open, "company", "companies") + " with " +
         count_of(result.counts.places, "place", "places") + ": the stable matching that is best " +
         (for_candidates ? "for every candidate" : "for every company");
}

std::string unmatched_words(const CandidateResult& candidate, const Catalog& catalog,
                            Language language) {
  const bool ko = language == Language::ko;
  const std::optional<UnmatchedReason> reason = candidate.unmatched();
  if (!reason) return {};
  if (*reason == UnmatchedReason::not_ranked) {
    return std::string(word(*candidate.not_ranked, language));
  }
  if (*reason == UnmatchedReason::nothing_listed) {
    return ko ? "정원이 있는 회사 가운데 지망할 곳이 없음: 필수 요건 미달이거나 점수가 0 또는 "
                "--min-score 미만"
              : "no company with a place can be listed: a must is failed, or the score is 0 or "
                "below --min-score";
  }
  const NearMiss& nearest = *candidate.nearest;
  const std::string company = catalog.company(nearest.company).name.in(language);
  const std::string own = rounded(nearest.score);
  const std::string lowest = rounded(nearest.lowest_score);
  const bool by_lot = nearest.score == nearest.lowest_score;
  if (ko) {
    return "지망한 " + grouped(candidate.listed) + "개 회사의 정원이 모두 앞선 지원자로 참; 가장 " +
           "가까운 곳: " + company + ", " + own +
           (by_lot ? " (최저 점수와 같아 추첨에서 밀림)" : " (최저 점수 " + lowest + ")");
  }
  const std::string all = candidate.listed == 1 ? "the one company on its list is"
                          : candidate.listed == 2
                              ? "both companies on its list are"
                              : "all " + grouped(candidate.listed) + " companies on its list are";
  return all + " full with candidates preferred to it; nearest: " + company + ", " + own +
         (by_lot ? " as the lowest score it took: the lot decided"
                 : " where the lowest score it took is " + lowest);
}

std::string places_left_words(const CompanyResult& company, Language language) {
  const bool ko = language == Language::ko;
  const std::optional<PlacesLeftReason> reason = company.places_left();
  if (!reason) return {};
  const std::size_t others = company.listed_by - company.taken;
  switch (*reason) {
    case PlacesLeftReason::not_ranked:
      return std::string(word(*company.not_ranked, language));
    case PlacesLeftReason::not_listed:
      return ko ? "지망한 사람이 없음" : "nobody lists it";
    case PlacesLeftReason::all_taken:
      return ko ? "지망한 사람이 모두 배정됨" : "everybody who lists it is taken";
    case PlacesLeftReason::others_preferred:
      return ko ? "지망한 나머지 " + grouped(others) + "명은 더 원하는 회사에 배정됨"
                : (others == 1 ? "the other one who lists it is"
                               : "the other " + grouped(others) + " who list it are") +
                      std::string(" with companies they prefer");
  }
  return {};
}

std::string candidates_sum(const MarketResult& result, Language language) {
  const MarketCounts& counts = result.counts;
  if (language == Language::ko) {
    return "지원자 " + grouped(result.candidates.size()) + "명 = 배정 " + grouped(counts.matched) +
           " + 정원 참 " + grouped(counts.all_full) + " + 지망할 곳 없음 " +
           grouped(counts.nothing_listed) + " + 점수 없음 " + grouped(counts.not_ranked);
  }
  return count_of(result.candidates.size(), "candidate", "candidates") + " = " +
         grouped(counts.matched) + " matched + " + grouped(counts.all_full) +
         " with every company full + " + grouped(counts.nothing_listed) +
         " with no company to list + " + grouped(counts.not_ranked) + " without a score";
}

std::string places_sum(const MarketResult& result, Language language) {
  const MarketCounts& counts = result.counts;
  const std::string left = grouped(counts.places - counts.matched);
  if (language == Language::ko) {
    return "정원 " + grouped(counts.places) + "명 = 배정 " + grouped(counts.matched) + " + 남음 " +
           left;
  }
  return count_of(counts.places, "place", "places") + " = " + grouped(counts.matched) +
         " taken + " + left + " left";
}

std::string stability_words(const StabilityCheck& check, Language language) {
  if (language == Language::ko) {
    return "안정: 목록의 " + grouped(check.pairs) +
           "쌍을 모두 확인, 지금보다 서로를 더 원하는 쌍이 없음";
  }
  return "stable: of the " + count_of(check.pairs, "pair", "pairs") +
         " on the lists, all checked, none would both rather have each other";
}

}  // namespace skillmatch::cli
