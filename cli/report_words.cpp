#include "report_words.h"

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr ReportWords kEnglishReport{
    .ranking = "Ranking",
    .companies = "Company by company",
    .fields = "Fields",
    .plan = "What to learn next",
    .what_if = "What if",
    .drawn = "drawn",
    .contents = "On this page",
    .skip = "Skip to the ranking",
    .levels = "Levels asked and held",
    .level_legend = "Bar: your level, from 0 to 5. Line: the level asked. Amber: below it.",
    .waterfall = "Where the score comes from",
    .waterfall_legend =
        "Each skill goes on where the one above it ends; all of them are the score.",
    .map = "Fit and competition",
    .map_legend =
        "The higher a field, the better it fits; the further to the right, the more compete for "
        "it. "
        "A line goes up to the fit in reach of the hours. Of more than twelve fields those that "
        "fit "
        "best are drawn; the table has all.",
    .map_fit = "fit",
    .map_rivals = "rivals for each company, from none to the most",
    .now = "now",
    .plan_legend =
        "Each bar is as long as its step's hours; beside it are the rank and the score at the "
        "company "
        "after it, and the hours so far:",
    .others = "all other skills",
    .live_intro =
        "Move a slider: all companies of this page are scored again with those levels, weights and "
        "blend, by the same engine as on the command line. Nothing is stored.",
    .no_sliders = "There are no sliders here:",
    .not_built = "this skillmatch was built without emscripten",
    .needs_script = "they need a browser that runs this page's script and WebAssembly",
    .disagrees = "the engine of this page does not give the scores of this page",
    .blend = "share of cosine",
    .level = "level",
    .weight = "weight",
    .add_skill = "Another skill",
    .reset = "As it was",
    .show_all = "Show all companies",
    .moved = "places moved",
    .first = "First:",
    .nothing = "With these numbers no company has a score.",
    .made_by = "This page needs no network and sends nothing. Made by skillmatch",
};

constexpr ReportWords kKoreanReport{
    .ranking = "순위",
    .companies = "회사별로 보기",
    .fields = "분야",
    .plan = "다음에 배울 것",
    .what_if = "바꿔 보기",
    .drawn = "그림",
    .contents = "이 페이지의 내용",
    .skip = "순위로 건너뛰기",
    .levels = "요구 수준과 보유 수준",
    .level_legend = "막대: 보유 수준(0~5). 세로줄: 요구 수준. 주황색: 요구 수준에 못 미침.",
    .waterfall = "점수가 나온 곳",
    .waterfall_legend = "각 역량은 바로 위 역량이 끝난 곳에서 이어지며, 모두 더하면 점수입니다.",
    .map = "적합도와 경쟁",
    .map_legend =
        "위에 있을수록 잘 맞고, 오른쪽에 있을수록 경쟁이 치열합니다. 세로선은 주어진 시간 안에 "
        "닿을 수 있는 적합도까지 이어집니다. 분야가 열둘보다 많으면 가장 잘 맞는 분야만 그리며, "
        "표에는 모두 "
        "있습니다.",
    .map_fit = "적합도",
    .map_rivals = "회사당 경쟁자 수, 없음에서 가장 많음까지",
    .now = "지금",
    .plan_legend =
        "막대의 길이는 단계에 드는 시간입니다. 그 뒤는 단계를 마쳤을 때 이 회사의 순위와 점수, "
        "그때까지의 시간입니다:",
    .others = "나머지 역량",
    .live_intro =
        "슬라이더를 움직이면 그 수준, 가중치, 코사인 비중으로 이 페이지의 모든 회사 점수를 "
        "명령줄과 같은 엔진으로 다시 계산합니다. 아무것도 저장하지 않습니다.",
    .no_sliders = "슬라이더를 쓸 수 없습니다:",
    .not_built = "이 skillmatch는 emscripten 없이 빌드되었습니다",
    .needs_script = "이 페이지의 스크립트와 WebAssembly를 실행하는 브라우저가 필요합니다",
    .disagrees = "이 페이지의 엔진이 계산한 점수가 페이지의 점수와 다릅니다",
    .blend = "코사인 비중",
    .level = "수준",
    .weight = "가중치",
    .add_skill = "다른 역량 추가",
    .reset = "처음으로",
    .show_all = "모든 회사 보기",
    .moved = "순위 변화",
    .first = "1위:",
    .nothing = "이 값으로는 점수가 있는 회사가 없습니다.",
    .made_by =
        "이 페이지는 네트워크를 쓰지 않으며 아무것도 보내지 않습니다. 만든 프로그램: skillmatch",
};

}  // namespace

const ReportWords& report_words(Language language) {
  return language == Language::ko ? kKoreanReport : kEnglishReport;
}

std::string report_title(std::string_view profile, Language language) {
  const std::string name(profile);
  return language == Language::ko ? "회사 순위: " + name : "Companies for " + name;
}

std::string report_part(std::size_t shown, std::size_t companies, Language language) {
  if (language == Language::ko) {
    return grouped(companies) + "개 회사 중 상위 " + grouped(shown) +
           "개입니다. 슬라이더는 이 회사들의 순위를 다시 매깁니다.";
  }
  return "The best " + grouped(shown) + " of " + grouped(companies) +
         " companies; the sliders rank these anew.";
}

}  // namespace skillmatch::cli
