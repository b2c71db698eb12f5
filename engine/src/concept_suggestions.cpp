#include "names_of.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include <skillmatch/concept_suggestions.h>
#include <skillmatch/skill_search.h>

namespace skillmatch {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

using WordSet = std::set<std::string>;

void add_words(std::string_view name, WordSet& words) {
  if (is_external_id(name)) return;
  for (const std::string& word : words_of(name)) words.insert(singular(word));
}

class Suggesting {
 public:
  explicit Suggesting(const Catalog& catalog)
      : catalog_(catalog),
        taxonomy_(catalog.taxonomy()),
        concepts_(taxonomy_.concepts().size()),
        row_of_(taxonomy_.size(), kNone) {
    for (std::size_t s = 0; s < taxonomy_.size(); ++s) {
      if (!taxonomy_.skill(static_cast<SkillId>(s)).broader.empty()) continue;
      row_of_[s] = alone_.size();
      alone_.push_back(static_cast<SkillId>(s));
    }
  }

  std::vector<ConceptSuggestion> suggest() {
    if (concepts_ == 0 || alone_.empty()) return {};
    count_together();
    read_words();
    std::vector<ConceptSuggestion> list;
    for (std::size_t row = 0; row < alone_.size(); ++row) {
      const ConceptSuggestion best = best_of(row);
      if (best.confidence >= kLeastConceptConfidence) list.push_back(best);
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
    return list;
  }

 private:
  // Whole numbers, so that the order of additions does not matter.
  void count_together() {
    products_.assign(alone_.size() * concepts_, 0.0);
    skill_squares_.assign(alone_.size(), 0.0);
    concept_squares_.assign(concepts_, 0.0);
    std::vector<double> counts(concepts_);
    std::vector<std::size_t> touched;
    std::vector<std::size_t> rows;
    for (std::size_t c = 0; c < catalog_.size(); ++c) {
      touched.clear();
      rows.clear();
      const Requirements required = catalog_.requirements(static_cast<CompanyId>(c));
      for (std::size_t i = 0; i < required.size(); ++i) {
        const SkillId skill = required.skill(i);
        if (row_of_[index(skill)] != kNone) rows.push_back(row_of_[index(skill)]);
        for (const ConceptId broader : taxonomy_.skill(skill).broader) {
          if (counts[index(broader)] == 0.0) touched.push_back(index(broader));
          counts[index(broader)] += 1.0;
        }
      }
      for (const std::size_t row : rows) {
        skill_squares_[row] += 1.0;
        for (const std::size_t g : touched) products_[row * concepts_ + g] += counts[g];
      }
      for (const std::size_t g : touched) {
        concept_squares_[g] += counts[g] * counts[g];
        counts[g] = 0.0;
      }
    }
  }

  void read_words() {
    words_.resize(concepts_);
    for (std::size_t g = 0; g < concepts_; ++g) {
      const Name& name = taxonomy_.concepts()[g].name;
      add_words(name.en, words_[g]);
      add_words(name.ko, words_[g]);
    }
    for (const Skill& skill : taxonomy_.skills()) {
      for (const ConceptId broader : skill.broader) {
        for_each_name(skill,
                      [&](std::string_view name) { add_words(name, words_[index(broader)]); });
      }
    }
    for (const WordSet& words : words_) {
      for (const std::string& word : words) ++concepts_with_[word];
    }
  }

  double information(const std::string& word) const {
    const auto known = concepts_with_.find(word);
    const std::size_t with = known == concepts_with_.end() ? 1 : known->second;
    return std::log(1.0 + static_cast<double>(concepts_) / static_cast<double>(with));
  }

  ConceptSuggestion best_of(std::size_t row) const {
    WordSet words;
    for_each_name(taxonomy_.skill(alone_[row]),
                  [&](std::string_view name) { add_words(name, words); });
    double all = 0.0;
    for (const std::string& word : words) all += information(word);
    ConceptSuggestion best{alone_[row], ConceptId{}, 0.0, 0.0, -1.0};
    for (std::size_t g = 0; g < concepts_; ++g) {
      const double squares = skill_squares_[row] * concept_squares_[g];
      const double together =
          squares > 0.0 ? products_[row * concepts_ + g] / std::sqrt(squares) : 0.0;
      double shared = 0.0;
      for (const std::string& word : words) {
        if (words_[g].contains(word)) shared += information(word);
      }
      const double share = all > 0.0 ? shared / all : 0.0;
      const double confidence = 1.0 - (1.0 - together) * (1.0 - share);
      if (confidence > best.confidence) {
        best = {alone_[row], static_cast<ConceptId>(g), together, share, confidence};
      }
    }
    return best;
  }

  const Catalog& catalog_;
  const Taxonomy& taxonomy_;
  std::size_t concepts_;
  std::vector<SkillId> alone_;       // skills without a concept
  std::vector<std::size_t> row_of_;  // among them, of each skill; kNone
  std::vector<double> products_;     // Σ x n, row after row
  std::vector<double> skill_squares_;
  std::vector<double> concept_squares_;
  std::vector<WordSet> words_;  // of each concept
  std::unordered_map<std::string, std::size_t> concepts_with_;
};

}  // namespace

std::vector<ConceptSuggestion> suggest_concepts(const Catalog& catalog) {
  return Suggesting(catalog).suggest();
}

}  // namespace skillmatch
