// A list of job postings, as people scrape or export it, as a catalog.
#pragma once

#include <cstdint>
#include <string>

#include <skillmatch/catalog.h>
#include <skillmatch/io/import_report.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

struct PostingsOptions {
  // Columns of a table or members of JSON; "": guessed from the names that people give them
  // in English and Korean, which the report says. Company or title may be missing, not both.
  std::string company = "";
  std::string title = "";
  std::string skills = "";
  bool has_header = true;  // else a row is an id and, in all further cells, skills
  // One row of the catalog a company instead of one a posting. A skill's importance is the share of
  // the company's postings (those with known skills, each once) that ask for it.
  bool is_by_company = false;
  // What stands between the skills of a cell: each of these characters, and line ends.
  std::string separators = ",;|/·ㆍ、，";
  double level = 3.0;  // (0, 5]: at which every skill is required; postings tell none
  // Makes a taxonomy of the skills themselves; those met less than `min_count` times are left out.
  bool makes_taxonomy = false;
  std::uint64_t min_count = 1;
  std::string encoding = "";  // as read_decoded_text takes it
};

struct PostingsImport {
  Catalog catalog;
  ImportReport report;
};

// Reads CSV, TSV or JSON, which is an object a line or an array of them ("-": standard input).
// A cell of skills is a list in JSON or Python's way of writing it (['Java', 'Spring']), or else is
// split at the separators; a member may be an array too. Every skill is looked up in `taxonomy`
// (which a new one ignores), and a run of neighbours that together are a name it knows becomes
// that: "Spring, Boot" → Spring Boot, the longest run first.
// Postings of one company with one title and the same skills are one. Postings without a skill that
// is known are left out. All of it is counted in the report, unknown skills by how often they
// occur. Throws InputError, with the file and line, for what is no such list and where nothing is
// left.
PostingsImport import_postings(const std::string& path, const Taxonomy& taxonomy,
                               const PostingsOptions& options = {});

}  // namespace skillmatch::io
