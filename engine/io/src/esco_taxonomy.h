// ESCO's skills and what is broader than they are, as a taxonomy.
#pragma once

#include "csv_table.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <skillmatch/io/import_report.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

inline constexpr const char* kEscoAdvice = "give the CSV files as ESCO publishes them";

// What the tables say of one skill.
struct EscoSkill {
  std::string uri;
  std::string label;
  std::vector<std::string> alternatives;  // alternative and hidden labels
  std::string place;                      // "FILE:LINE"
};

struct EscoSkills {
  std::vector<EscoSkill> skills;  // each URI once
  std::unordered_map<std::string, std::size_t, StringHash, std::equal_to<>> by_uri;
  std::unordered_map<std::string, std::string> labels_of_groups;  // by URI
  std::vector<std::pair<std::size_t, std::string>> broader;       // of a skill: a URI
};

// "http://data.europa.eu/esco/skill/892f8e2f-…" → "892f8e2f-…".
std::string_view last_part(std::string_view uri);
// The labels of a cell, one a line; empty ones are none.
std::vector<std::string> labels_in(std::string_view cell);

// One table each; what is left out goes to the report.
void read_esco_skills(CsvTable& table, EscoSkills& skills, ImportReport& report);
void read_esco_hierarchy(CsvTable& table, EscoSkills& skills);
void read_esco_broader(CsvTable& table, EscoSkills& skills, ImportReport& report);

// Skills in their order, so that skill i is skills.skills[i].
Taxonomy esco_taxonomy(const EscoSkills& skills, ImportReport& report);

}  // namespace skillmatch::io
