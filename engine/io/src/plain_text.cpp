#include "binary_file.h"
#include "csv_rows.h"
#include "json_document.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include <skillmatch/error.h>
#include <skillmatch/io/plain_text.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Json = nlohmann::ordered_json;

std::string_view without_mark(std::string_view bytes) noexcept {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return bytes;
}

[[noreturn]] void fail_at(const Text& file, std::size_t at, const std::string& problem) {
  const auto end = file.bytes.begin() + static_cast<std::ptrdiff_t>(at);
  throw InputError(printable(file.name) + ":" +
                   std::to_string(1 + std::count(file.bytes.begin(), end, '\n')) + ": byte " +
                   std::to_string(at) + " " + problem);
}

// What beside the skills looks like some: for who wonders why none was found.
std::string terms_of(const Extraction& extraction) {
  constexpr std::size_t kMost = 5;
  std::string terms;
  for (std::size_t i = 0; i < std::min(kMost, extraction.unknown.size()); ++i) {
    terms += (i == 0 ? " (it has " : ", ") + in_quotes(extraction.unknown[i].term);
  }
  return terms.empty() ? "" : terms + ")";
}

// What it names all the same, each skill once.
std::string named_in(const Extraction& extraction) {
  constexpr std::size_t kMost = 5;
  std::set<SkillId> skills;
  std::string names;
  for (const Mention& mention : extraction.mentions) {
    if (skills.size() == kMost || !skills.insert(mention.skill).second) continue;
    names += (names.empty() ? "" : ", ") +
             in_quotes(extraction.text.substr(mention.begin, mention.end - mention.begin));
  }
  return names;
}

[[noreturn]] void fail_without_skills(const Text& file, const Extraction& extraction,
                                      const std::string& what) {
  if (const std::string names = named_in(extraction); !names.empty()) {
    throw InputError(printable(file.name) + ": " + what +
                     " that counts; denied, only wished for or offered, or more likely ordinary "
                     "words: " +
                     names);
  }
  throw InputError(printable(file.name) + ": " + what + " that the taxonomy knows" +
                   terms_of(extraction) +
                   "; 'skillmatch catalog list skills' shows what they are called");
}

class ReportWriter {
 public:
  ReportWriter(const Extraction& extraction, const Taxonomy& taxonomy)
      : extraction_(extraction), taxonomy_(taxonomy), places_(extraction.text) {}

  Json json(std::string_view file) {
    Json json{{"format", "skillmatch/extraction@1"}, {"file", file}};
    std::vector<bool> used(extraction_.mentions.size());
    Json& skills = json["skills"] = Json::array();
    for (const ExtractedSkill& skill : extraction_.skills) {
      Json evidence = Json::array();
      for (const std::size_t mention : skill.mentions) {
        used[mention] = true;
        evidence.push_back(place(extraction_.mentions[mention]));
      }
      skills.push_back({{"skill", taxonomy_.skill(skill.skill).id},
                        {"stance", id_of(skill.stance)},
                        {"level", skill.level},
                        {"level_stated", skill.is_stated},
                        {"preferred", skill.is_preferred},
                        {"confidence", skill.confidence},
                        {"evidence", std::move(evidence)}});
    }
    Json& others = json["left_out"] = Json::array();
    for (std::size_t i = 0; i < used.size(); ++i) {
      const Mention& mention = extraction_.mentions[i];
      if (used[i]) continue;
      Json other{{"skill", taxonomy_.skill(mention.skill).id},
                 {"stance", id_of(mention.stance)},
                 {"confidence", mention.confidence}};
      other.update(place(mention));
      others.push_back(std::move(other));
    }
    Json& unknown = json["unknown_terms"] = Json::array();
    for (const UnknownTerm& term : extraction_.unknown) {
      const TextPlace place = places_.of(term.begin);
      unknown.push_back({{"term", term.term},
                         {"count", term.count},
                         {"line", place.line},
                         {"column", place.column}});
    }
    return json;
  }

 private:
  Json place(const Mention& mention) {
    const TextPlace place = places_.of(mention.begin);
    return {{"line", place.line},
            {"column", place.column},
            {"quote", quote_of(extraction_.text, mention)}};
  }

  const Extraction& extraction_;
  const Taxonomy& taxonomy_;
  TextPlaces places_;
};

}  // namespace

bool is_json(const Text& file) noexcept {
  const std::string_view bytes = without_mark(file.bytes);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  bool is_object = first != std::string_view::npos && bytes[first] == '{';
  if (first != std::string_view::npos && bytes[first] == '[') {  // [필수] is a text's
    const std::size_t next = bytes.find_first_not_of(" \t\r\n", first + 1);
    is_object = next != std::string_view::npos && (bytes[next] == '{' || bytes[next] == '"');
  }
  return file.name.ends_with(".json") || (is_object && !bytes.substr(first).starts_with("{\\rtf"));
}

std::string_view plain_text(const Text& file) {
  if (const BinaryFile* const binary = find_binary_file(file.bytes)) {
    throw InputError(printable(file.name) + ": this is " + std::string(binary->what) + "; " +
                     std::string(binary->advice));
  }
  if (file.bytes.starts_with("\xFF\xFE") || file.bytes.starts_with("\xFE\xFF")) {
    throw InputError(printable(file.name) + ": this is UTF-16; save it as UTF-8");
  }
  if (file.bytes.size() > Extractor::kMaxTextBytes) {
    throw InputError(printable(file.name) + ": longer than " +
                     std::to_string(Extractor::kMaxTextBytes >> 20U) +
                     " MiB; give one person's or one posting's text");
  }
  if (const auto at = find_invalid_utf8(file.bytes)) {
    fail_at(file, *at,
            "is not valid UTF-8; save the file as UTF-8, or name its encoding: skillmatch extract "
            "--encoding cp949");
  }
  if (const std::size_t at = file.bytes.find('\0'); at != std::string::npos) {
    fail_at(file, at, "is NUL, which no text has; give plain text");
  }
  if (is_blank(file.bytes)) {
    throw InputError(printable(file.name) + ": no text here; write or paste a CV or a posting");
  }
  return without_mark(file.bytes);
}

TextProfile read_text_profile(const Text& file, const Taxonomy& taxonomy,
                              const ExtractOptions& options) {
  const Extractor extractor(taxonomy, options);
  Extraction extraction = extractor.extract(plain_text(file));
  std::vector<HeldSkill> held = extractor.held(extraction);
  const bool has_any = std::any_of(held.begin(), held.end(),
                                   [](const HeldSkill& skill) { return skill.level > 0.0; });
  if (!has_any) fail_without_skills(file, extraction, "has no skill");
  return {Profile(name_of_file(file), std::move(held)), std::move(extraction)};
}

TextCatalog read_text_catalog(const Text& file, const Taxonomy& taxonomy,
                              const ExtractOptions& options) {
  const Extractor extractor(taxonomy, options);
  Extraction extraction = extractor.extract(plain_text(file));
  std::vector<Requirement> required = extractor.required(extraction);
  if (required.empty()) fail_without_skills(file, extraction, "asks for no skill");
  const std::string name = name_of_file(file);
  Catalog catalog(taxonomy);
  catalog.add({name, {name, ""}, std::nullopt, {}, "a text"}, std::move(required));
  return {std::move(catalog), std::move(extraction)};
}

void write_extraction(std::ostream& out, const Extraction& extraction, const Taxonomy& taxonomy,
                      std::string_view file) {
  const Json json = ReportWriter(extraction, taxonomy).json(file);
  out << printable_json(json.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
}

std::string_view id_of(Stance stance) {
  switch (stance) {
    case Stance::has:
      return "has";
    case Stance::lacks:
      return "lacks";
    case Stance::neither:
      return "neither";
  }
  return "";
}

}  // namespace skillmatch::io
