#include "explanation_words.h"

namespace skillmatch::cli {
namespace {

constexpr ExplanationWords kEnglishWords{
    .raised = "one skill raised to the level asked",
    .level = "level",
    .rank = "rank",
    .all_raised = "all of them",
    .side_by_side = "Side by side",
    .asks = "asks",
    .gives = "gives",
    .nothing_missing = "You hold everything it asks for at the level asked.",
    .every_must = "To meet every must",
    .already = "you are there already",
    .never = "what it asks for is not enough: with all of it at the level asked",
    .perhaps_never =
        "not found, as there are too many sets of skills to try them all; with all of it at the "
        "level asked",
    .fewest = "no fewer skills will do",
    .perhaps_fewer = "fewer may do: there are too many sets of skills to try them all",
    .raised_legend = "Every line is your profile with that level, and all companies scored again.",
};

constexpr ExplanationWords kKoreanWords{
    .raised = "역량 하나를 요구 수준으로 올리면",
    .level = "수준",
    .rank = "순위",
    .all_raised = "모두 올리면",
    .side_by_side = "나란히 보기",
    .asks = "요구",
    .gives = "점수",
    .nothing_missing = "요구하는 역량을 모두 요구 수준만큼 갖추고 있습니다.",
    .every_must = "필수 요건을 모두 갖추려면",
    .already = "이미 그렇습니다",
    .never = "요구하는 역량만으로는 되지 않습니다. 모두 요구 수준으로 올려도",
    .perhaps_never =
        "찾지 못했습니다(조합이 너무 많아 모두 계산하지 않음). 모두 요구 수준으로 올리면",
    .fewest = "이보다 적은 역량으로는 되지 않음",
    .perhaps_fewer = "더 적은 역량으로 될 수도 있음(조합이 너무 많아 모두 계산하지 않음)",
    .raised_legend = "각 줄은 그 수준으로 바꾼 프로필로 모든 회사의 점수를 다시 계산한 결과입니다.",
};

}  // namespace

const ExplanationWords& explanation_words(Language language) {
  return language == Language::ko ? kKoreanWords : kEnglishWords;
}

std::string place_words(std::size_t rank, std::size_t companies, Language language) {
  const std::string r = std::to_string(rank);
  const std::string n = std::to_string(companies);
  return language == Language::ko ? n + "개 회사 중 " + r + "위" : "rank " + r + " of " + n;
}

std::string goal_words(std::size_t rank, Language language) {
  const std::string r = std::to_string(rank);
  if (language == Language::ko) return r + "위 안에 들려면";
  return rank == 1 ? "To rank 1" : "To rank " + r + " or better";
}

}  // namespace skillmatch::cli
