#include "esco_taxonomy.h"

#include "import_notes.h"
#include "labels.h"

#include <algorithm>
#include <unordered_set>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// Whom each name belongs to, by name_key.
class Names {
 public:
  bool is_usable(const std::string& name) const {
    return name.size() <= kMaxNameBytes && !name_key(name).empty();
  }
  // Whether the name is `skill`'s now, or was already.
  bool take(const std::string& name, std::size_t skill) {
    return owners_.try_emplace(name_key(name), skill).first->second == skill;
  }
  bool is_free(const std::string& name) const { return !owners_.contains(name_key(name)); }
  std::size_t owner(const std::string& name) const { return owners_.at(name_key(name)); }

 private:
  std::unordered_map<std::string, std::size_t> owners_;
};

class TaxonomyOfEsco {
 public:
  TaxonomyOfEsco(const EscoSkills& read, ImportReport& report) : read_(read), report_(report) {
    made_.resize(read.skills.size());
  }

  Taxonomy make() {
    // Labels before anything else, so that no alternative takes one away.
    for (std::size_t i = 0; i < made_.size(); ++i) name_by_label(i);
    for (std::size_t i = 0; i < made_.size(); ++i) give_external_id(i);
    for (std::size_t i = 0; i < made_.size(); ++i) give_id(i);
    for (std::size_t i = 0; i < made_.size(); ++i) add_alternatives(i);
    add_short_labels();
    Taxonomy taxonomy;
    add_concepts(taxonomy);
    for (std::size_t i = 0; i < made_.size(); ++i) {
      if (taxonomy.holder(made_[i])) {
        throw InputError(read_.skills[i].place + ": the URI " + in_quotes(read_.skills[i].uri) +
                         " is a label of another skill; give it a URI of its own");
      }
      taxonomy.add_skill(std::move(made_[i]));
    }
    add_note(report_.changed, std::move(renamed_), "put the id behind the label of ", "skill",
             ": another skill has that label but for case, width or spacing");
    add_note(report_.changed, std::move(shortened_), "gave ", "skill",
             " the label without its parenthesis as one more name");
    add_note(report_.skipped, std::move(taken_), "left out ", "alternative label",
             " that another skill has");
    add_note(report_.skipped, std::move(repeated_), "left out ", "alternative label",
             " that say the skill's own name again");
    add_note(report_.skipped, std::move(unusable_), "left out ", "alternative label",
             " without letters or longer than 1,000 bytes");
    add_note(report_.skipped, std::move(single_), "left out ", "broader concept",
             " of one skill alone, which relate nothing");
    return taxonomy;
  }

 private:
  void name_by_label(std::size_t i) {
    const EscoSkill& skill = read_.skills[i];
    const bool is_usable = names_.is_usable(skill.label);
    if (is_usable && names_.is_free(skill.label)) {
      names_.take(skill.label, i);
      made_[i].name.en = skill.label;
      return;
    }
    const std::string id(last_part(skill.uri));
    made_[i].name.en = is_usable ? skill.label + " (" + id + ")" : id;
    // An URI is there once, so what holds it whole is nobody else's.
    if (made_[i].name.en.size() > kMaxNameBytes || !names_.is_free(made_[i].name.en)) {
      made_[i].name.en = skill.uri;
    }
    names_.take(made_[i].name.en, i);
    if (renamed_.add()) {
      renamed_.examples.push_back(skill.place + ": " + in_quotes(skill.label) + " became " +
                                  in_quotes(made_[i].name.en));
    }
  }

  void give_external_id(std::size_t i) {
    std::string id(last_part(read_.skills[i].uri));
    if (!names_.is_usable(id) || !names_.is_free(id)) id = read_.skills[i].uri;
    if (names_.is_free(id)) {
      names_.take(id, i);
      made_[i].aliases.push_back(id);
    }
  }

  void give_id(std::size_t i) {
    Skill& skill = made_[i];
    skill.id = slug(skill.name.en);
    if (names_.take(skill.id, i)) return;
    if (skill.aliases.empty()) {
      skill.id = skill.name.en;
    } else {
      skill.id = skill.aliases.front();
      skill.aliases.clear();
    }
  }

  void add_alternatives(std::size_t i) {
    const EscoSkill& skill = read_.skills[i];
    for (const std::string& label : skill.alternatives) {
      const auto example = [&] { return skill.place + ": " + in_quotes(label); };
      if (!names_.is_usable(label)) {
        if (unusable_.add()) unusable_.examples.push_back(example());
      } else if (names_.is_free(label)) {
        names_.take(label, i);
        made_[i].aliases.push_back(label);
      } else if (const std::size_t owner = names_.owner(label); owner != i) {
        if (taken_.add()) {
          taken_.examples.push_back(example() + " is a name of " + in_quotes(made_[owner].name.en));
        }
      } else if (repeated_.add()) {
        repeated_.examples.push_back(example());
      }
    }
  }

  // "Java (computer programming)" is what ESCO calls Java: a name more, where it is nobody else's
  // and no other label would be the same.
  void add_short_labels() {
    std::unordered_map<std::string, std::vector<std::size_t>> skills;
    const auto short_label = [&](std::size_t i) {
      const std::string& label = read_.skills[i].label;
      const std::size_t begin = label.rfind(" (");
      return begin == std::string::npos || !label.ends_with(')') ? std::string()
                                                                 : label.substr(0, begin);
    };
    for (std::size_t i = 0; i < made_.size(); ++i) {
      const std::string label = short_label(i);
      if (names_.is_usable(label)) skills[name_key(label)].push_back(i);
    }
    for (std::size_t i = 0; i < made_.size(); ++i) {
      const std::string label = short_label(i);
      if (!names_.is_usable(label) || !names_.is_free(label)) continue;
      if (skills.at(name_key(label)).size() > 1) continue;
      names_.take(label, i);
      made_[i].aliases.push_back(label);
      if (shortened_.add()) {
        shortened_.examples.push_back(in_quotes(label) + " for " + in_quotes(made_[i].name.en));
      }
    }
  }

  void add_concepts(Taxonomy& taxonomy) {
    // In the order in which they are first met; each skill once.
    std::vector<std::pair<std::string, std::vector<std::size_t>>> concepts;
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (const auto& [skill, uri] : read_.broader) {
      const auto [at, is_new] = numbers.try_emplace(uri, concepts.size());
      if (is_new) concepts.push_back({uri, {}});
      concepts[at->second].second.push_back(skill);
    }
    for (auto& [uri, skills] : concepts) {
      const auto own = read_.by_uri.find(uri);
      if (own != read_.by_uri.end()) skills.push_back(own->second);
      std::sort(skills.begin(), skills.end());
      skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
      const std::string label = label_of(uri);
      if (skills.size() < 2) {
        if (single_.add()) single_.examples.push_back(in_quotes(label));
        continue;
      }
      const std::string short_id(last_part(uri));
      const bool is_free = !short_id.empty() && !taxonomy.find_concept(short_id);
      const ConceptId added = taxonomy.add_concept({is_free ? short_id : uri, {label, ""}});
      for (const std::size_t skill : skills) made_[skill].broader.push_back(added);
    }
  }

  std::string label_of(const std::string& uri) const {
    if (const auto skill = read_.by_uri.find(uri); skill != read_.by_uri.end()) {
      return made_[skill->second].name.en;
    }
    const auto group = read_.labels_of_groups.find(uri);
    return group != read_.labels_of_groups.end() ? group->second
                                                 : "ESCO " + std::string(last_part(uri));
  }

  const EscoSkills& read_;
  ImportReport& report_;
  std::vector<Skill> made_;
  Names names_;
  ImportNote renamed_{"renamed_skills", ""};
  ImportNote shortened_{"shortened_labels", ""};
  ImportNote taken_{"labels_of_others", ""};
  ImportNote repeated_{"repeated_labels", ""};
  ImportNote unusable_{"unusable_labels", ""};
  ImportNote single_{"single_concepts", ""};
};

}  // namespace

std::string_view last_part(std::string_view uri) {
  return uri.substr(uri.find_last_of('/') + 1);  // npos + 1 is 0
}

std::vector<std::string> labels_in(std::string_view cell) {
  std::vector<std::string> labels;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find('\n'), cell.size());
    const std::string_view label = cell.substr(0, end);
    cell.remove_prefix(std::min(end + 1, cell.size()));
    if (std::string clean = clean_label(label); !clean.empty()) labels.push_back(std::move(clean));
  }
  return labels;
}

void read_esco_skills(CsvTable& table, EscoSkills& skills, ImportReport& report) {
  const std::size_t uri = table.need("conceptUri", kEscoAdvice);
  const std::size_t label = table.need("preferredLabel", kEscoAdvice);
  const std::size_t alternatives = table.need("altLabels", kEscoAdvice);
  const auto hidden = table.find("hiddenLabels");
  ImportNote repeated{"repeated_skills", ""};
  while (table.next()) {
    EscoSkill skill{std::string(table[uri]), clean_label(table[label]),
                    labels_in(table[alternatives]), table.row_place()};
    if (name_key(skill.uri).empty() || skill.uri.size() > kMaxNameBytes) {
      table.problem(in_quotes(skill.uri) + " is no concept URI such as '" +
                    "http://data.europa.eu/esco/skill/892f8e2f-189a-41d5-a4b6-b8e2afb99974'");
      continue;
    }
    if (!skills.by_uri.try_emplace(skill.uri, skills.skills.size()).second) {
      if (repeated.add()) repeated.examples.push_back(skill.place + ": " + in_quotes(skill.uri));
      continue;
    }
    if (hidden) {
      for (std::string& more : labels_in(table[*hidden])) {
        skill.alternatives.push_back(std::move(more));
      }
    }
    skills.skills.push_back(std::move(skill));
  }
  add_note(report.skipped, std::move(repeated), "left out ", "row",
           " of skills that an earlier row has");
}

void read_esco_hierarchy(CsvTable& table, EscoSkills& skills) {
  std::vector<std::pair<std::size_t, std::size_t>> columns;
  for (const char level : {'0', '1', '2', '3'}) {
    const std::string name = std::string("Level ") + level;
    const auto uri = table.find(name + " URI");
    if (uri) columns.emplace_back(*uri, table.need(name + " preferred term", kEscoAdvice));
  }
  while (table.next()) {
    for (const auto& [uri, term] : columns) {
      if (std::max(uri, term) >= table.size()) continue;
      if (table[uri].empty() || table[term].empty() || table[term].size() > kMaxNameBytes) continue;
      skills.labels_of_groups.try_emplace(std::string(table[uri]), clean_label(table[term]));
    }
  }
}

void read_esco_broader(CsvTable& table, EscoSkills& skills, ImportReport& report) {
  const std::size_t child = table.need("conceptUri", kEscoAdvice);
  const std::size_t parent = table.need("broaderUri", kEscoAdvice);
  const auto type = table.find("conceptType");
  ImportNote groups{"relations_of_groups", ""};
  ImportNote unknown{"broader_of_unknown_skills", ""};
  ImportNote repeated{"repeated_broader_relations", ""};
  std::unordered_set<std::string> seen;
  while (table.next()) {
    const auto skill = skills.by_uri.find(table[child]);
    const std::string uri(table[parent]);
    if (skill == skills.by_uri.end()) {
      const bool is_group = type && table[*type] == "SkillGroup";
      if ((is_group ? groups : unknown).add() && !is_group) {
        unknown.examples.push_back(table.place() + in_quotes(table[child]));
      }
    } else if (uri.empty() || uri.size() > kMaxNameBytes) {
      table.problem(in_quotes(uri) + " is no concept URI");
    } else if (!seen.insert(std::to_string(skill->second) + ' ' + uri).second) {
      if (repeated.add()) repeated.examples.push_back(table.place() + in_quotes(table[child]));
    } else {
      skills.broader.emplace_back(skill->second, uri);
    }
  }
  add_note(report.skipped, std::move(groups), "left out ", "relation",
           " between groups of skills, which relate no skills themselves");
  add_note(report.skipped, std::move(unknown), "left out ", "broader relation",
           " of skills that are in no row of the skills");
  add_note(report.skipped, std::move(repeated), "left out ", "broader relation",
           " that an earlier row has");
}

Taxonomy esco_taxonomy(const EscoSkills& skills, ImportReport& report) {
  return TaxonomyOfEsco(skills, report).make();
}

}  // namespace skillmatch::io
