#include "advice_words.h"

#include "output.h"

#include <array>
#include <cstdio>

namespace skillmatch::cli {
namespace {

constexpr AdviceWords kEnglishAdvice{
    .step = "#",
    .level = "level",
    .hours = "hours",
    .total = "total",
    .unlocks = "comes within reach",
    .within_reach = "in reach",
    .mean_score = "value",
    .all_within = "Every company is within reach already.",
    .nothing_gains = "No levels of what they ask for were found that gain anything.",
    .no_cheapest =
        "No levels of what they ask for were found that bring another company within reach; a "
        "lower --reach may.",
    .lost_legend =
        "−: falls out of reach again, since what was learnt turns the profile into another "
        "direction.",
    .asked_by = "asked by",
    .musts = "musts",
    .median = "median level",
};

constexpr AdviceWords kKoreanAdvice{
    .step = "#",
    .level = "수준",
    .hours = "시간",
    .total = "누적",
    .unlocks = "새로 닿는 회사",
    .within_reach = "닿는 회사",
    .mean_score = "값",
    .all_within = "모든 회사가 이미 닿는 범위에 있습니다.",
    .nothing_gains = "요구하는 역량 가운데 올려서 나아지는 것을 찾지 못했습니다.",
    .no_cheapest =
        "요구하는 역량을 올려 새로 닿는 회사를 찾지 못했습니다. --reach를 낮추면 있을 수 있습니다.",
    .lost_legend = "−: 배운 것 때문에 프로필의 방향이 바뀌어 다시 벗어나는 회사.",
    .asked_by = "요구하는 회사",
    .musts = "필수",
    .median = "중앙값",
};

bool is_korean(Language language) { return language == Language::ko; }

std::string companies_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " company" : " companies");
}

std::string after(const std::string& then, const std::string& hours, const std::string& budget) {
  return then + " after " + hours + " of " + budget + " hours.";
}

std::string after_ko(const std::string& hours, const std::string& budget) {
  return budget + "시간 중 " + hours + "시간 뒤 ";
}

}  // namespace

const AdviceWords& advice_words(Language language) {
  return is_korean(language) ? kKoreanAdvice : kEnglishAdvice;
}

std::string hours_text(double hours) {
  std::array<char, 400> text{};  // the greatest double has 309 digits
  std::snprintf(text.data(), text.size(), "%.1f", hours);
  std::string result = text.data();
  if (result.size() > 2 && result.ends_with(".0")) result.resize(result.size() - 2);
  return result;
}

std::string advice_title(const std::string& profile, Language language) {
  return profile + (is_korean(language) ? ": 다음에 배울 것" : ": what to learn next");
}

std::string reach_line(const std::string& reach, std::size_t now, std::size_t then,
                       std::size_t companies, const std::string& hours, const std::string& budget,
                       Language language) {
  const std::string n = std::to_string(now);
  const std::string t = std::to_string(then);
  if (is_korean(language)) {
    return "닿는 회사(점수 " + reach + " 이상, 필수 요건 충족): " + std::to_string(companies) +
           "개 중 지금 " + n + "개, " + after_ko(hours, budget) + t + "개.";
  }
  return "Within reach, with a score of " + reach + " or more and every must met: " + n + " of " +
         companies_text(companies) + " now, " + after(t, hours, budget);
}

std::string mean_line(std::size_t top, std::size_t companies, const std::string& now,
                      const std::string& then, const std::string& hours, const std::string& budget,
                      Language language) {
  if (is_korean(language)) {
    return std::to_string(companies) + "개 회사 중 상위 " + std::to_string(top) +
           "개의 평균 점수(필수 요건에 미달하면 0): 지금 " + now + ", " + after_ko(hours, budget) +
           then + ".";
  }
  return "Mean score of the best " + std::to_string(top) + " of " + companies_text(companies) +
         ", 0 where a must fails: " + now + " now, " + after(then, hours, budget);
}

std::string score_line(const std::string& company, const std::string& now, const std::string& then,
                       const std::string& hours, const std::string& budget, Language language) {
  if (is_korean(language)) {
    return company + "의 점수(필수 요건에 미달하면 0): 지금 " + now + ", " +
           after_ko(hours, budget) + then + ".";
  }
  return "Score of " + company + ", 0 where a must fails: " + now + " now, " +
         after(then, hours, budget);
}

std::string within_line(const std::string& names, Language language) {
  return (is_korean(language) ? "지금 닿는 회사: " : "Within reach now: ") + names;
}

std::string and_more(const std::string& names, std::size_t more, Language language) {
  if (more == 0) return names;
  const std::string count = std::to_string(more);
  return names + (is_korean(language) ? " 외 " + count + "개" : " and " + count + " more");
}

std::string cheapest_line(const std::string& budget, const std::string& hours,
                          const std::string& changes, const std::string& then, Language language) {
  if (is_korean(language)) {
    return budget + "시간으로는 나아지는 것이 없습니다. 찾은 것 중 가장 적게 드는 것은 " + hours +
           "시간입니다: " + changes + "; 그러면 " + then;
  }
  return "Nothing can be gained for " + budget + (budget == "1" ? " hour" : " hours") +
         ". The least found that gains something takes " + hours + ": " + changes + "; then " +
         then;
}

std::string then_within(const std::string& company, Language language) {
  return company + (is_korean(language) ? "에 닿습니다." : " is within reach.");
}

std::string then_worth(const std::string& now, const std::string& then, Language language) {
  if (is_korean(language)) return "값: " + now + " → " + then + ".";
  return "the value is " + then + " instead of " + now + ".";
}

std::string left_out_line(std::size_t companies, Language language) {
  if (is_korean(language)) {
    return "점수가 없는 회사 " + std::to_string(companies) + "개는 뺐습니다.";
  }
  return companies_text(companies) + (companies == 1 ? " has" : " have") +
         " no score under this model and " + (companies == 1 ? "is" : "are") + " left out.";
}

std::string considered_line(std::size_t considered, std::size_t companies, bool by_reach,
                            Language language) {
  const std::string c = std::to_string(considered);
  const std::string n = std::to_string(companies);
  if (is_korean(language)) {
    return "배울 것은 " +
           (by_reach
                ? "아직 닿지 않는 회사 중 점수가 높은 곳과 닿는 회사 중 점수가 낮은 곳, 합해서 " +
                      c + "개를"
                : "지금 점수가 가장 높은 " + c + "개 회사를") +
           " 보고 골랐고, 수치는 " + n + "개 회사 모두에 대한 것입니다.";
  }
  return "What to learn was chosen for " +
         (by_reach ? c + " companies, the highest scores out of reach and the lowest within it"
                   : "the " + c + " companies with the highest scores now") +
         "; every number is of all " + n + ".";
}

std::string effort_line(const Effort& effort, Language language) {
  std::string hours;
  for (std::size_t l = 0; l < effort.hours.size(); ++l) {
    hours += (l == 0 ? "" : ", ") + hours_text(effort.hours[l]);
  }
  const std::string saved = level_text(effort.related_saves);
  if (is_korean(language)) {
    return "시간은 가정입니다: 수준 0에서 5까지 한 단계마다 " + hours +
           "시간, 관련 역량을 이미 가진 수준까지는 그중 " + saved +
           "만큼 덜 듭니다(--effort로 바꿉니다).";
  }
  return "Hours are an assumption: " + hours + " for each level from 0 to 5, less a share of " +
         saved + " up to the level of a related skill that you hold; --effort changes them.";
}

std::string demand_title(const std::string& field, std::size_t companies, Language language) {
  if (is_korean(language)) {
    return field + ": " + std::to_string(companies) + "개 회사가 요구하는 역량";
  }
  return "What " +
         (companies == 1 ? std::string("the company") : "the " + companies_text(companies)) +
         " of " + field + (companies == 1 ? " asks for" : " ask for");
}

std::string more_skills(std::size_t skills, Language language) {
  const std::string count = std::to_string(skills);
  if (is_korean(language))
    return "그 밖에 " + count + "개; 'skillmatch advise --format json'에 모두 있습니다";
  return "and " + count + " more; 'skillmatch advise --format json' has all";
}

}  // namespace skillmatch::cli
