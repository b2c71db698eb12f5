// What merging two taxonomies did, for people and for programs.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include <skillmatch/taxonomy_merge.h>

namespace skillmatch::io {

struct MergeAccount {
  std::string first;  // the files' names
  std::string second;
  std::size_t first_skills = 0;
  std::size_t second_skills = 0;
  MergeReport report;
};

// One conflict in words, fit for a terminal: "'ml' was joined with 'machine-learning', but …".
std::string conflict_text(const MergeConflict& conflict);

// As JSON: {"first": {"file", "skills"}, "second": …, "joined": [{"second", "first", "name"}, …],
// "added": [id, …], "conflicts": [{"kind", "second", "first", "name", "other", "text"}, …],
// "names_added", "companies_added"}. `whole` is the merged taxonomy.
void write_merge_report(std::ostream& out, const MergeAccount& account, const Taxonomy& whole);

}  // namespace skillmatch::io
