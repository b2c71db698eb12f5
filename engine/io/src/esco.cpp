#include "csv_table.h"
#include "esco_taxonomy.h"
#include "import_notes.h"
#include "labels.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/io/encoding.h>
#include <skillmatch/io/esco.h>
#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::io {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSkills = "skills";
constexpr const char* kOccupations = "occupations";
constexpr const char* kRelations = "occupationSkillRelations";
constexpr const char* kBroader = "broaderRelationsSkillPillar";
constexpr const char* kHierarchy = "skillsHierarchy";
constexpr const char* kIscoGroups = "ISCOGroups";

// The files of one language, by what their names begin with.
class Files {
 public:
  Files(const std::string& directory, const std::string& language) : directory_(directory) {
    std::error_code error;
    if (!fs::is_directory(directory, error)) {
      throw InputError(printable(directory) + ": not a directory; give the one with ESCO's files");
    }
    fs::directory_iterator entries(directory, error);
    if (error) throw InputError(printable(directory) + ": cannot be read: " + error.message());
    for (const auto& entry : entries) {
      const std::string stem = entry.path().stem().string();
      const std::size_t bar = stem.rfind('_');
      if (entry.path().extension() != ".csv" || bar == std::string::npos) continue;
      found_[stem.substr(bar + 1)][stem.substr(0, bar)] = entry.path().string();
    }
    choose(language);
  }

  const std::string& language() const noexcept { return language_; }
  bool is_guessed() const noexcept { return is_guessed_; }

  const std::string* find(const char* name) const {
    const auto& files = found_.at(language_);
    const auto at = files.find(name);
    return at == files.end() ? nullptr : &at->second;
  }
  const std::string& need(const char* name) const {
    if (const std::string* path = find(name)) return *path;
    throw InputError(printable(directory_) + ": no file '" + name + "_" + printable(language_) +
                     ".csv' here; it is in ESCO's download of CSV files");
  }

 private:
  // Only a folder with skills of a language has that language.
  void choose(const std::string& language) {
    std::string known;
    std::size_t count = 0;
    for (const auto& [code, files] : found_) {
      if (!files.contains(kSkills)) continue;
      known += (count++ == 0 ? "" : ", ") + in_quotes(code);
      language_ = code;
    }
    const std::string place = printable(directory_) + ": ";
    if (count == 0) {
      throw InputError(place +
                       "no file 'skills_en.csv', or that of another language, is here; give the "
                       "folder of ESCO's download of CSV files");
    }
    const auto has = [&](const std::string& code) {
      const auto at = found_.find(code);
      return at != found_.end() && at->second.contains(kSkills);
    };
    if (!language.empty()) {
      if (!has(language)) {
        throw InputError(place + "no file 'skills_" + printable(language) +
                         ".csv' here; the languages here are " + known);
      }
      language_ = language;
    } else if (count > 1) {
      if (!has("en")) {
        throw InputError(place + "the languages here are " + known +
                         "; choose one with --language");
      }
      language_ = "en";
      is_guessed_ = true;
    }
  }

  std::string directory_;
  std::map<std::string, std::map<std::string, std::string>> found_;  // language, name → path
  std::string language_;
  bool is_guessed_ = false;
};

struct Occupation {
  std::string uri;
  std::string label;
  std::string isco;
  std::map<std::size_t, bool> skills;  // whether each is essential
};

class EscoImporter {
 public:
  EscoImporter(const std::string& directory, const EscoOptions& options)
      : files_(directory, options.language), options_(options) {
    report_.command = "import esco";
  }

  EscoImport run() {
    with_table(files_.need(kSkills),
               [&](CsvTable& table) { read_esco_skills(table, skills_, report_); });
    if (const std::string* path = files_.find(kHierarchy)) {
      // As it is published, rows leave out their last cells.
      with_table(*path, [&](CsvTable& table) { read_esco_hierarchy(table, skills_); },
                 {.is_ragged = true});
    }
    if (const std::string* path = files_.find(kBroader)) {
      with_table(*path, [&](CsvTable& table) { read_esco_broader(table, skills_, report_); });
    } else {
      report_.skipped.push_back({"no_broader_relations",
                                 "related no skills: " + std::string(kBroader) + "_" +
                                     files_.language() + ".csv is not here",
                                 1});
    }
    if (const std::string* path = files_.find(kIscoGroups)) {
      with_table(*path, [&](CsvTable& table) { read_isco_groups(table); });
    }
    with_table(files_.need(kOccupations), [&](CsvTable& table) { read_occupations(table); });
    with_table(files_.need(kRelations), [&](CsvTable& table) { read_relations(table); });
    need_any(skills_.skills.size(), "skill", kSkills);
    need_any(occupations_.size(), "occupation", kOccupations);
    Catalog catalog(esco_taxonomy(skills_, report_));
    add_occupations(catalog);
    if (catalog.size() == 0) {
      throw InputError(
          printable(files_.need(kRelations)) +
          ": no row relates an occupation to a skill of the other files; give files of "
          "one version of ESCO");
    }
    note_what_was_taken(catalog);
    return {std::move(catalog), std::move(report_)};
  }

 private:
  // The text is gone before the next one is read.
  template <typename Read>
  void with_table(const std::string& path, const Read& read, const CsvTableOptions& form = {}) {
    const Text text = read_decoded_text(path, options_.encoding);
    CsvTable table(text, form);
    read(table);
    report_.inputs.push_back(fs::path(path).filename().string());
  }

  void need_any(std::size_t count, const char* noun, const char* file) const {
    if (count > 0) return;
    throw InputError(printable(files_.need(file)) + ": no " + noun +
                     " here, only the names of the columns; give the file as ESCO publishes it");
  }

  void read_isco_groups(CsvTable& table) {
    const std::size_t code = table.need("code", kEscoAdvice);
    const std::size_t label = table.need("preferredLabel", kEscoAdvice);
    while (table.next()) {
      isco_labels_.try_emplace(std::string(table[code]), clean_label(table[label]));
    }
  }

  void read_occupations(CsvTable& table) {
    const std::size_t uri = table.need("conceptUri", kEscoAdvice);
    const std::size_t label = table.need("preferredLabel", kEscoAdvice);
    const auto isco = table.find("iscoGroup");
    const auto alternatives = table.find("altLabels");
    ImportNote repeated{"repeated_occupations", ""};
    ImportNote labels{"labels_of_occupations", ""};
    while (table.next()) {
      Occupation occupation{std::string(table[uri]),
                            clean_label(table[label]),
                            isco ? std::string(table[*isco]) : "",
                            {}};
      if (name_key(last_part(occupation.uri)).empty() || occupation.uri.size() > kMaxNameBytes) {
        table.problem(in_quotes(occupation.uri) + " is no concept URI");
        continue;
      }
      if (name_key(occupation.label).empty() || occupation.label.size() > kMaxNameBytes) {
        occupation.label = occupation.uri;
      }
      if (!by_uri_.try_emplace(occupation.uri, occupations_.size()).second) {
        if (repeated.add()) repeated.examples.push_back(table.place() + in_quotes(occupation.uri));
        continue;
      }
      if (alternatives) labels.count += labels_in(table[*alternatives]).size();
      occupations_.push_back(std::move(occupation));
    }
    add_note(report_.skipped, std::move(repeated), "left out ", "row",
             " of occupations that an earlier row has");
    add_note(report_.skipped, std::move(labels), "left out ", "alternative label",
             " of occupations: a row of a catalog has one name");
  }

  void read_relations(CsvTable& table) {
    const std::size_t occupation_uri = table.need("occupationUri", kEscoAdvice);
    const std::size_t skill_uri = table.need("skillUri", kEscoAdvice);
    const std::size_t type = table.need("relationType", kEscoAdvice);
    ImportNote occupations{"relations_of_unknown_occupations", ""};
    ImportNote unknown{"relations_to_unknown_skills", ""};
    ImportNote repeated{"repeated_relations", ""};
    while (table.next()) {
      const bool is_essential = table[type] == "essential";
      if (!is_essential && table[type] != "optional") {
        table.problem("the relation " + in_quotes(table[type]) +
                      " is neither 'essential' nor 'optional'");
        continue;
      }
      const auto occupation = by_uri_.find(table[occupation_uri]);
      const auto skill = skills_.by_uri.find(table[skill_uri]);
      if (occupation == by_uri_.end()) {
        if (occupations.add()) {
          occupations.examples.push_back(table.place() + in_quotes(table[occupation_uri]));
        }
        continue;
      }
      if (skill == skills_.by_uri.end()) {
        if (unknown.add()) unknown.examples.push_back(table.place() + in_quotes(table[skill_uri]));
        continue;
      }
      ++relations_;
      auto& skills = occupations_[occupation->second].skills;
      const auto [at, is_new] = skills.try_emplace(skill->second, is_essential);
      at->second = at->second || is_essential;
      if (!is_new && repeated.add()) {
        repeated.examples.push_back(table.place() + in_quotes(table[skill_uri]));
      }
    }
    add_note(report_.skipped, std::move(occupations), "left out ", "relation",
             " of occupations that are in no row of the occupations");
    add_note(report_.skipped, std::move(unknown), "left out ", "relation",
             " to skills that are in no row of the skills");
    add_note(report_.changed, std::move(repeated), "merged ", "relation",
             " of an occupation and a skill that an earlier row relates; essential wins");
  }

  void add_occupations(Catalog& catalog) {
    ImportNote empty{"occupations_without_skills", ""};
    for (const Occupation& occupation : occupations_) {
      if (occupation.skills.empty()) {
        if (empty.add()) empty.examples.push_back(in_quotes(occupation.label));
        continue;
      }
      std::vector<Requirement> requirements;
      for (const auto& [skill, is_essential] : occupation.skills) {
        requirements.push_back(
            {static_cast<SkillId>(skill), options_.level, is_essential ? 1.0 : options_.optional});
      }
      std::string id(last_part(occupation.uri));
      if (catalog.find_id(id)) id = occupation.uri;
      if (catalog.find_id(id)) {
        throw InputError(printable(files_.need(kOccupations)) + ": two URIs end in " +
                         in_quotes(last_part(occupation.uri)) + "; give each one of its own");
      }
      catalog.add({id,
                   {occupation.label, ""},
                   field_of(occupation.isco, catalog),
                   {},
                   "ESCO classification, European Commission; levels are of this import"},
                  std::move(requirements));
    }
    add_note(report_.skipped, std::move(empty), "left out ", "occupation",
             " that no row relates to a skill");
  }

  std::optional<FieldId> field_of(const std::string& isco, Catalog& catalog) {
    if (name_key(isco).empty() || isco.size() > kMaxNameBytes) return std::nullopt;
    const auto known = fields_.find(isco);
    if (known != fields_.end()) return known->second;
    const auto label = isco_labels_.find(isco);
    const bool is_named = label != isco_labels_.end() && !name_key(label->second).empty() &&
                          label->second.size() <= kMaxNameBytes;
    const FieldId field =
        catalog.add_field({isco, {is_named ? label->second : "ISCO " + isco, ""}, "", {}});
    fields_.emplace(isco, field);
    return field;
  }

  void note_what_was_taken(const Catalog& catalog) {
    if (files_.is_guessed()) {
      report_.guessed.push_back(
          {"language", "took the files of English; --language chooses another", 1});
    }
    const Taxonomy& taxonomy = catalog.taxonomy();
    report_.taken = {
        {"occupations",
         "took " + counted(catalog.size(), "occupation") + " in " +
             counted(catalog.fields().size(), "ISCO group"),
         catalog.size()},
        {"skills",
         "took " + counted(taxonomy.size(), "skill") + " under " +
             counted(taxonomy.concepts().size(), "broader concept"),
         taxonomy.size()},
        {"relations",
         "took " + counted(relations_, "relation") + " as " +
             counted(catalog.requirement_count(), "requirement"),
         relations_},
    };
  }

  Files files_;
  EscoOptions options_;
  ImportReport report_;
  EscoSkills skills_;
  std::unordered_map<std::string, std::string> isco_labels_;
  std::vector<Occupation> occupations_;
  std::unordered_map<std::string, std::size_t, StringHash, std::equal_to<>> by_uri_;
  std::size_t relations_ = 0;
  std::unordered_map<std::string, FieldId> fields_;
};

}  // namespace

EscoImport import_esco(const std::string& directory, const EscoOptions& options) {
  if (!is_importance(options.optional) || !is_required_level(options.level)) {
    throw std::invalid_argument("the importance of optional skills or the level is out of range");
  }
  return EscoImporter(directory, options).run();
}

}  // namespace skillmatch::io
