// ESCO's published CSV files (the classification of skills and occupations of the European
// Commission) as a catalog of occupations.
#pragma once

#include <string>

#include <skillmatch/catalog.h>
#include <skillmatch/io/import_report.h>

namespace skillmatch::io {

struct EscoOptions {
  double optional = 0.5;      // (0, 1]: the importance of optional skills; essential ones have 1
  double level = 3.0;         // (0, 5]: at which every skill is required; ESCO knows no levels
  std::string language = "";  // "fr"; "": English, or the only one that is there
  std::string encoding = "";  // as read_decoded_text takes it
};

struct EscoImport {
  Catalog catalog;
  ImportReport report;
};

// Reads from `directory`, for a language XX, the files skills_XX.csv, occupations_XX.csv and
// occupationSkillRelations_XX.csv, and where they are there
// broaderRelationsSkillPillar_XX.csv, skillsHierarchy_XX.csv and ISCOGroups_XX.csv. Columns are
// found by name.
//   skills       id from the label; the alternative labels, the last part of the URI and "Java" of
//                "Java (computer programming)", where that is nobody else's, are aliases
//   concepts     a skill or group that is broader than skills; a broader skill belongs to its own,
//                so that it is related to what it is broader than. Those of one skill are left out
//   companies    the occupations, by the last part of their URI; their fields are the ISCO groups
// All labels stand as the English name, whatever their language. A label that by name_key is an
// earlier skill's label stands with the last part of the URI behind it; an alternative label that
// is somebody else's is left out. Both are counted, as is everything else that is not taken. Throws
// InputError, with the file and line, for files that are missing or are no such tables.
EscoImport import_esco(const std::string& directory, const EscoOptions& options = {});

}  // namespace skillmatch::io
