#include "fields_words.h"

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr FieldsWords kEnglishFields{
    .fit = "fit",
    .rivals = "rivals",
    .per_company = "per company",
    .ahead_of = "ahead of",
    .best = "best",
    .below_must = "below a must",
    .asks_more = "asks for more than others",
    .best_companies = "best companies",
    .asks = "asks for more than others",
    .no_company = "not ranked: no company is of this field",
    .no_score = "not ranked: none of its companies requires a skill that has weight",
    .no_rivals = "nobody of the pool would choose it first",
    .nothing_fits =
        "No field fits yet: their companies ask for nothing that you hold, or for a must that you "
        "do not meet.",
    .legend =
        "fit: the score of the company of a field that suits you best, 0 where you miss a must of "
        "every one;  1→3: you have 1, they ask 3;  ?→3: your profile does not say",
    .label_legend =
        "competition: what the catalog says of a field; --pool FILE counts other candidates",
    .pool_legend =
        "rivals: who of the pool would choose the field first;  ahead of: the share of them whose "
        "fit is below yours, the level ones half",
    .chance_legend =
        "Best fit counts what you can do, best chance what others can, too: of the fields with at "
        "least two thirds of your best fit, the one where the fewest rivals for each company are "
        "ahead of you, the level ones half.",
};

constexpr FieldsWords kKoreanFields{
    .fit = "적합도",
    .rivals = "경쟁자",
    .per_company = "회사당",
    .ahead_of = "앞선 비율",
    .best = "잘 맞는 회사",
    .below_must = "필수 미달",
    .asks_more = "다른 분야보다 더 요구하는 역량",
    .best_companies = "잘 맞는 회사",
    .asks = "더 요구하는 역량",
    .no_company = "순위 없음: 이 분야의 회사가 없음",
    .no_score = "순위 없음: 가중치가 있는 역량을 요구하는 회사가 없음",
    .no_rivals = "이 분야를 먼저 고를 지원자가 없음",
    .nothing_fits =
        "아직 맞는 분야가 없습니다. 보유한 역량을 요구하는 회사가 없거나, 필수 요건에 미달합니다.",
    .legend =
        "적합도: 분야에서 가장 잘 맞는 회사의 점수(모든 회사의 필수 요건에 미달하면 0);  1→3: 보유 "
        "1, 요구 3;  ?→3: 프로필에 적혀 있지 않음",
    .label_legend = "경쟁: 카탈로그에 적힌 대로임. --pool FILE을 주면 다른 지원자를 셈",
    .pool_legend =
        "경쟁자: 이 분야를 가장 먼저 고를 지원자;  앞선 비율: 그중 적합도가 나보다 낮은 "
        "비율(나와 같으면 절반으로 셈)",
    .chance_legend =
        "가장 잘 맞는 분야는 내 역량만, 가장 유리한 분야는 다른 지원자의 역량까지 봅니다. 적합도가 "
        "최고 적합도의 3분의 2 이상인 분야 가운데 회사당 나보다 앞선 경쟁자가 가장 적은 "
        "분야입니다(나와 같은 경쟁자는 절반으로 셈).",
};

// "3 of 12 rivals ahead of you and 1 level"
std::string standing(const FieldRivals& rivals) {
  if (rivals.count == 0) return "which nobody of the pool would choose first";
  std::string text = "with " + (rivals.ahead == 0 ? "none" : grouped(rivals.ahead)) + " of " +
                     grouped(rivals.count) + (rivals.count == 1 ? " rival" : " rivals") +
                     " ahead of you";
  if (rivals.level > 0) text += " and " + grouped(rivals.level) + " level";
  return text;
}

std::string standing_ko(const FieldRivals& rivals) {
  if (rivals.count == 0) return "먼저 고를 지원자가 없습니다";
  std::string text = "경쟁자 " + grouped(rivals.count) + "명 중 " +
                     (rivals.ahead == 0 ? "나보다 앞선 사람은 없습니다"
                                        : grouped(rivals.ahead) + "명이 나보다 앞섭니다");
  if (rivals.level > 0) text += "(" + grouped(rivals.level) + "명은 같음)";
  return text;
}

std::string with_fit(const std::string& field, const std::string& fit, Language language) {
  return field + (language == Language::ko ? "(" : " (") + fit + ")";
}

}  // namespace

const FieldsWords& fields_words(Language language) {
  return language == Language::ko ? kKoreanFields : kEnglishFields;
}

std::string fields_title(const std::string& profile, std::size_t fields, Language language) {
  const std::string n = grouped(fields);
  if (language == Language::ko) return profile + ": " + n + "개 분야";
  return profile + ": " + n + (fields == 1 ? " field" : " fields");
}

std::string plan_legend(const std::string& hours, Language language) {
  const std::string command =
      "'skillmatch advise PROFILE --field FIELD --goal score --top 1 --budget " + hours + "'";
  return language == Language::ko
             ? "시간 뒤의 적합도: 찾은 학습 계획 중 가장 좋은 것. 다른 옵션도 같게 한 " + command +
                   " 명령이 그 계획을 보여 줌"
             : "The fit after so many hours is that of the best plan found, which " + command +
                   ", with the same other options, shows.";
}

std::string in_hours(const std::string& hours, Language language) {
  return language == Language::ko ? hours + "시간 뒤" : "in " + hours + " h";
}

std::string without_field(std::size_t companies, Language language) {
  const std::string n = grouped(companies);
  if (language == Language::ko) return "분야가 없는 회사 " + n + "곳은 세지 않음";
  return n + (companies == 1 ? " company is" : " companies are") + " of no field and not counted";
}

std::string best_fit_sentence(const std::string& field, const std::string& fit,
                              const FieldRivals* rivals, Language language) {
  const std::string what = with_fit(field, fit, language);
  if (language == Language::ko) {
    const std::string text = "가장 잘 맞는 분야: " + what;
    return rivals == nullptr ? text : text + ", " + standing_ko(*rivals) + ".";
  }
  return "Your best fit is " + what + (rivals == nullptr ? "" : ", " + standing(*rivals)) + ".";
}

std::string best_chance_sentence(const std::string& field, const std::string& fit,
                                 const FieldRivals& rivals, Language language) {
  const std::string what = with_fit(field, fit, language);
  if (language == Language::ko) {
    return "가장 유리한 분야: " + what + ", " + standing_ko(rivals) + ".";
  }
  return "Your best chance is " + what + ", " + standing(rivals) + ".";
}

std::string best_of_both_sentence(const std::string& field, const std::string& fit,
                                  const FieldRivals& rivals, Language language) {
  const std::string what = with_fit(field, fit, language);
  if (language == Language::ko) {
    return "가장 잘 맞고 가장 유리한 분야: " + what + ", " + standing_ko(rivals) + ".";
  }
  return "Your best fit is your best chance too: " + what + ", " + standing(rivals) + ".";
}

std::string pool_sentence(const std::string& file, const Competition& competition,
                          std::size_t rejected, Language language) {
  const bool ko = language == Language::ko;
  std::string text = ko ? "지원자 " + file + ": " + grouped(competition.candidates) + "명 중 " +
                              grouped(competition.choosing) + "명이 분야를 고름"
                        : "pool " + file + ": " + grouped(competition.choosing) + " of " +
                              grouped(competition.candidates) +
                              (competition.candidates == 1 ? " candidate" : " candidates") +
                              " would choose a field";
  const auto add = [&](std::size_t count, const char* en, const char* korean) {
    if (count > 0) text += ", " + grouped(count) + (ko ? korean : en);
  };
  add(competition.without_choice, " would choose none, as none fits", "명은 맞는 분야가 없음");
  add(competition.not_ranked, " cannot be ranked, holding nothing that has weight",
      "명은 가중치가 있는 역량이 없음");
  add(competition.same_id + competition.same_levels, " taken for you and left out",
      "명은 본인으로 보고 제외");
  add(rejected, rejected == 1 ? " more record is no profile" : " more records are no profiles",
      "개 기록은 프로필이 아님");
  return text;
}

}  // namespace skillmatch::cli
