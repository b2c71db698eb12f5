// skillmatch taxonomy suggest: skills that may be one, and broader concepts for those without.
#include "command.h"
#include "common_options.h"
#include "listing.h"
#include "output.h"
#include "skills_file.h"
#include "words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <skillmatch/concept_suggestions.h>
#include <skillmatch/near_duplicates.h>

namespace skillmatch::cli {
namespace {

constexpr std::array kTaxonomySuggestOptions{
    kTaxonomyOption,
    kCatalogOption,
    Option{"only", 0, "duplicates|broader", "", "only one kind of suggestion (default: both)"},
    Option{"min-confidence", 0, "X", "0", "from 0 to 1: leave out what is less sure"},
    Option{"top", 'n', "N|all", "20", "how many of each kind"},
    kLangOption,
    kFormatOption,
    kOutputOption,
    kQuietOption,
};

std::string_view id_of(DuplicateReason reason) {
  switch (reason) {
    case DuplicateReason::numeronym:
      return "numeronym";
    case DuplicateReason::same_words:
      return "same_words";
    case DuplicateReason::one_word:
      return "one_word";
    case DuplicateReason::spelling:
      return "spelling";
    case DuplicateReason::initials:
      return "initials";
  }
  return {};
}

// The first `top` of those that are sure enough; they come by falling confidence.
template <typename Suggestions>
void cut(Suggestions& suggestions, std::size_t top, double least) {
  const auto unsure = std::find_if(suggestions.begin(), suggestions.end(),
                                   [&](const auto& s) { return s.confidence < least; });
  suggestions.erase(unsure, suggestions.end());
  if (suggestions.size() > top) {
    suggestions.erase(suggestions.begin() + static_cast<std::ptrdiff_t>(top), suggestions.end());
  }
}

// For people at a terminal the reason stands below the row, where there is room for it.
class Suggestions {
 public:
  Suggestions(Language language, bool is_reason_below)
      : language_(language),
        words_(words(language)),
        is_reason_below_(is_reason_below),
        list_({"kind", "skill", "other", "reason", "names", "together", "words", "confidence"},
              columns()) {}

  void add(const NearDuplicate& d, const Taxonomy& taxonomy) {
    const Skill& first = taxonomy.skill(d.first);
    const Skill& second = taxonomy.skill(d.second);
    add(words_.duplicate, first.name, second.name,
        std::string(word(d.reason, language_)) + ": " + d.first_name + ", " + d.second_name,
        d.confidence,
        {"duplicate", first.id, second.id, std::string(id_of(d.reason)),
         std::vector<std::string>{d.first_name, d.second_name}, nullptr, nullptr, d.confidence});
  }

  void add(const ConceptSuggestion& s, const Taxonomy& taxonomy) {
    const Skill& skill = taxonomy.skill(s.skill);
    const Concept& broader = taxonomy.concepts()[index(s.broader)];
    add(words_.broader_kind, skill.name, broader.name,
        std::string(words_.together) + " " + level_text(s.together) + ", " +
            std::string(words_.shared_words) + " " + level_text(s.words),
        s.confidence,
        {"broader", skill.id, broader.id, "broader", nullptr, s.together, s.words, s.confidence});
  }

  const Listing& list() const { return list_; }

 private:
  std::vector<Column> columns() const {
    std::vector<Column> columns{{std::string(words_.kind)},
                                {std::string(words_.skill), false, 12},
                                {std::string(words_.with), false, 12}};
    if (!is_reason_below_) columns.push_back({std::string(words_.reason)});
    columns.push_back({std::string(words_.confidence), true});
    return columns;
  }

  void add(std::string_view kind, const Name& skill, const Name& other, const std::string& reason,
           double confidence, const std::vector<nlohmann::ordered_json>& values) {
    std::vector<Cell> cells{{std::string(kind)},
                            {skill.in(language_), Style::bold},
                            {other.in(language_), Style::bold}};
    if (!is_reason_below_) cells.push_back({reason});
    cells.push_back({level_text(confidence)});
    list_.add(std::move(cells), values);
    if (is_reason_below_) list_.table.add_note("    " + reason, Style::dim);
  }

  Language language_;
  const Words& words_;
  bool is_reason_below_;
  Listing list_;
};

int run_taxonomy_suggest(const Arguments& arguments) {
  const std::size_t top = top_of(arguments);
  const double least = arguments.number("min-confidence", 0.0, 1.0);
  const std::string only = arguments.get("only").value_or("");
  const Catalog catalog = catalog_of_skills(arguments);
  std::vector<NearDuplicate> duplicates;
  std::vector<ConceptSuggestion> concepts;
  if (only != "broader") duplicates = near_duplicates(catalog.taxonomy());
  if (only != "duplicates") concepts = suggest_concepts(catalog);
  cut(duplicates, top, least);
  cut(concepts, top, least);
  const Format format = format_of(arguments.at("format"));
  Suggestions suggestions(language_of(arguments.get("lang").value_or("")), format == Format::table);
  for (const NearDuplicate& d : duplicates) suggestions.add(d, catalog.taxonomy());
  for (const ConceptSuggestion& s : concepts) suggestions.add(s, catalog.taxonomy());
  const std::string& output = arguments.at("output");
  write_output(output,
               render(suggestions.list(), format, Terminal::of_standard_output(output != "-")));
  if (duplicates.empty() && concepts.empty() && !arguments.has("quiet")) {
    tell({"nothing to suggest: no two skills are alike, and none without a concept goes with one"});
  }
  return kDone;
}

}  // namespace

const Command kTaxonomySuggest{
    "taxonomy suggest",
    "",
    0,
    0,
    "suggest which skills may be one, and broader concepts for those without",
    "Two skills may be one where a name of one is the other's numeronym (k8s) or initials, has the "
    "same\n"
    "words, or nearly the same spelling. A skill without a concept may belong to the one whose "
    "skills the\n"
    "same companies require, or that shares its words. Nothing is changed: edit the file, or merge "
    "with one\n"
    "that says so ('skillmatch taxonomy merge').",
    "  skillmatch taxonomy suggest --catalog postings.json\n"
    "  skillmatch taxonomy suggest --taxonomy skills.json --only duplicates --min-confidence 0.7 "
    "-f csv\n",
    kTaxonomySuggestOptions,
    run_taxonomy_suggest,
};

}  // namespace skillmatch::cli
