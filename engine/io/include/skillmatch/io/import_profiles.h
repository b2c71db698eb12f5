// People's skills as they have them, a spreadsheet or a JSON Resume, as profiles.
#pragma once

#include <string>
#include <vector>

#include <skillmatch/io/import_report.h>
#include <skillmatch/level_words.h>
#include <skillmatch/profile.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

struct ProfilesOptions {
  // Columns of a table; "": guessed from the names that people give them in English and Korean,
  // which the report says.
  std::string id = "";
  std::string skill = "";
  std::string level = "";
  std::string years = "";
  std::string separators = ",;|/·ㆍ、，";  // between the skills of one cell
  double scale = 5.0;                      // what the highest number of the file stands for level 5
  double default_level = 3.0;              // (0, 5]: of a skill without a level
  LevelWords level_words = {};
  std::string encoding = "";  // as read_decoded_text takes it
};

struct ProfilesImport {
  std::vector<Profile> profiles;  // in the order of their first rows
  ImportReport report;
};

// Reads ("-": standard input), told apart by what it begins with:
//   a table in CSV, TSV or with semicolons, that is
//     long: a row a person and skill, or several skills in its cell ("Python (상), SQL 3년")
//     wide: a row a person, a column a skill that the taxonomy knows
//   a JSON Resume (jsonresume.org), an array of them, or one a line: skills[].name, level, keywords
// A level is a number of the scale, "4/5", stars (★★★☆☆, ●●●○○), a word of `level_words`, years
// ("3년", "2 years") or a mark (O, yes, 有, ✓: the default level; X, no, 無: 0).
// A wide cell such as "?", "N/A" or "미정" holds nothing. In a long table a blank name below
// somebody's row is more of that person; in a wide one a number tells people of one name apart.
// Skills that the taxonomy does not know, levels that nobody understands and those that are not of
// the scale or years that nobody has (2015) are counted and listed; the latter get the default.
// Of a skill given twice to one person the higher level counts. Throws InputError, with the file
// and line, for what is no such file and where no profile is left.
ProfilesImport import_profiles(const std::string& path, const Taxonomy& taxonomy,
                               const ProfilesOptions& options = {});

}  // namespace skillmatch::io
