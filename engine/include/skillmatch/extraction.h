// Floor 2: skills from plain text, a CV or a posting, in Korean, English or both.
//
// Every name and alias of the taxonomy is found in one pass (Aho & Corasick 1975), whole words
// only, the longest at each place; what stands around it says how well it is held, that it is not,
// or that somebody only wishes it. engine/extraction.md has the rules and how well they do.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/level_words.h>
#include <skillmatch/profile.h>
#include <skillmatch/requirement_table.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch {

// What a text says of a skill that it names.
enum class Stance : std::uint8_t {
  has,      // held; of a posting: asked for
  lacks,    // "no experience with …", "… 경험 없음"; of a posting: not needed
  neither,  // "I want to learn …", "we moved away from …", what a posting offers
};

struct Mention {
  SkillId skill;
  std::size_t begin;  // bytes of Extraction::text
  std::size_t end;
  Stance stance;
  std::optional<double> level;  // as the words beside it say, in [0, 5]
  bool is_preferred;            // "preferred", 우대: of a posting, less than required
  double confidence;            // in (0, 1]: 1 is plain; below ExtractOptions::least_confidence an
                                // ordinary word more likely ("go", Spring)
};

struct ExtractedSkill {
  SkillId skill;
  Stance stance;                      // has or lacks
  double level;                       // in [0, 5]; 0 where it lacks
  bool is_stated;                     // the level is the text's, not the default
  bool is_preferred;                  // every mention of it is
  double confidence;                  // the highest of its mentions
  std::vector<std::size_t> mentions;  // those it rests on, ascending
};

// A word that looks like a skill and is none of the taxonomy.
struct UnknownTerm {
  std::string term;
  std::size_t count;
  std::size_t begin;  // of the first, bytes of Extraction::text
};

struct Extraction {
  std::string text;                    // in Form C: what offsets count in
  std::vector<Mention> mentions;       // ascending, none within or over another
  std::vector<ExtractedSkill> skills;  // in the order of their first mention
  std::vector<UnknownTerm> unknown;    // the most frequent first, then as they come
};

struct ExtractOptions {
  double default_level = 3.0;     // of a skill of whose level nothing is said; in (0, 5]
  double least_confidence = 0.5;  // of a mention that counts; in [0, 1]
  double preferred = 0.5;         // the importance of what is preferred; in (0, 1]
  LevelWords level_words = {};
};

class Extractor {
 public:
  // Keeps no reference to `taxonomy`. Throws std::invalid_argument for options out of range.
  explicit Extractor(const Taxonomy& taxonomy, ExtractOptions options = {});
  Extractor(Extractor&&) noexcept;
  ~Extractor();

  // The longest text, in bytes: a CV has a thousandth of it.
  static constexpr std::size_t kMaxTextBytes = std::size_t{64} << 20;

  // Throws std::invalid_argument for text that is not UTF-8 or longer than kMaxTextBytes.
  Extraction extract(std::string_view text) const;

  // The skills as levels held: those that the text says are lacking at 0.
  std::vector<HeldSkill> held(const Extraction& extraction) const;
  // The skills as what a posting asks: importance 1, or `preferred`; what it does not need is out.
  std::vector<Requirement> required(const Extraction& extraction) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Where an offset is, both from 1; columns count characters of the text in Form C.
struct TextPlace {
  std::size_t line;
  std::size_t column;
};
TextPlace place_of(std::string_view text, std::size_t at);

// The places of many offsets, fast where they ascend.
class TextPlaces {
 public:
  explicit TextPlaces(std::string_view text) : text_(text) {}  // which must outlive it
  TextPlace of(std::size_t at);

 private:
  std::string_view text_;
  std::size_t at_ = 0;  // how far it has counted
  TextPlace place_{1, 1};
};

// The mention with the words around it on its line, up to `columns` wide; "…" marks cuts.
std::string quote_of(std::string_view text, const Mention& mention, std::size_t columns = 60);

}  // namespace skillmatch
