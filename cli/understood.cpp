#include "understood.h"

#include "listing.h"
#include "output.h"

#include <algorithm>
#include <set>
#include <string_view>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr std::size_t kMostTerms = 12;

class Account {
 public:
  Account(const Extraction& extraction, const Taxonomy& taxonomy, Language language)
      : extraction_(extraction),
        taxonomy_(taxonomy),
        language_(language),
        places_(extraction.text) {}

  std::vector<std::string> lines(const std::string& file);

 private:
  std::string name(SkillId skill) const { return taxonomy_.skill(skill).name.in(language_); }
  std::string place(std::size_t at) {
    const TextPlace place = places_.of(at);
    return std::to_string(place.line) + ":" + std::to_string(place.column);
  }
  std::string table();
  // "Kubernetes (3:12), …" of those mentions that `is_one` chooses.
  template <typename IsOne>
  void add(std::vector<std::string>& lines, std::string_view head, IsOne is_one);

  const Extraction& extraction_;
  const Taxonomy& taxonomy_;
  Language language_;
  TextPlaces places_;
};

std::string Account::table() {
  Table table({{"skill", false, 16},
               {"level", true},
               {"sure", true},
               {"place", true},
               {"as written", false, 12}});
  for (const ExtractedSkill& skill : extraction_.skills) {
    const Mention& first = extraction_.mentions[skill.mentions.front()];
    const std::string level = skill.is_stated || skill.stance == Stance::lacks
                                  ? level_text(skill.level)
                                  : level_text(skill.level) + "?";
    table.add({{name(skill.skill)},
               {level},
               {level_text(skill.confidence)},
               {place(first.begin)},
               {quote_of(extraction_.text, first, 40)}});
  }
  return table.text(Terminal::of_standard_output(true));
}

template <typename IsOne>
void Account::add(std::vector<std::string>& lines, std::string_view head, IsOne is_one) {
  std::vector<std::string> found;
  std::size_t count = 0;
  for (const Mention& mention : extraction_.mentions) {
    if (!is_one(mention)) continue;
    if (++count > kMostTerms) continue;
    found.push_back(extraction_.text.substr(mention.begin, mention.end - mention.begin) + " (" +
                    place(mention.begin) + ")");
  }
  if (found.empty()) return;
  const std::string more =
      count > found.size() ? " and " + std::to_string(count - found.size()) + " more" : "";
  lines.push_back(std::string(head) + printable(joined(found)) + more);
}

std::vector<std::string> Account::lines(const std::string& file) {
  const auto& skills = extraction_.skills;
  std::vector<std::string> lines{"understood " + std::to_string(skills.size()) +
                                 (skills.size() == 1 ? " skill of " : " skills of ") +
                                 printable(file) + (skills.empty() ? "" : ":")};
  if (!skills.empty()) {
    std::string rows = table();
    if (rows.ends_with('\n')) rows.pop_back();
    lines.push_back(rows);
    const bool has_default =
        std::any_of(skills.begin(), skills.end(), [](const ExtractedSkill& skill) {
          return skill.stance == Stance::has && !skill.is_stated;
        });
    if (has_default)
      lines.push_back("level?: the text does not say; 'skillmatch extract --level' sets it");
  }
  std::set<SkillId> counted;
  for (const ExtractedSkill& skill : skills) counted.insert(skill.skill);
  add(lines, "wished for, offered or left behind, not counted: ", [&](const Mention& mention) {
    return mention.stance == Stance::neither && !counted.contains(mention.skill);
  });
  add(lines, "more likely ordinary words, not counted: ", [&](const Mention& mention) {
    return mention.stance != Stance::neither && !counted.contains(mention.skill);
  });
  std::vector<std::string> terms;
  for (const UnknownTerm& term : extraction_.unknown) {
    if (terms.size() == kMostTerms) break;
    terms.push_back(term.term + (term.count > 1 ? " ×" + std::to_string(term.count) : ""));
  }
  if (!terms.empty()) {
    const std::size_t more = extraction_.unknown.size() - terms.size();
    lines.push_back("no skills that the taxonomy knows: " + printable(joined(terms)) +
                    (more > 0 ? " and " + std::to_string(more) + " more" : ""));
  }
  return lines;
}

}  // namespace

std::vector<std::string> account_of(const Extraction& extraction, const Taxonomy& taxonomy,
                                    Language language, const std::string& file) {
  return Account(extraction, taxonomy, language).lines(file);
}

}  // namespace skillmatch::cli
