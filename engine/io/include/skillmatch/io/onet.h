// O*NET's published text files (tab-separated, one header line) as a catalog of occupations.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <skillmatch/catalog.h>
#include <skillmatch/profile.h>

namespace skillmatch::io {

// Which rating becomes the requirement c = a·r (importance a, level r), and the profile's level u.
// IM is O*NET's importance (1–5), LV its level (0–7); x = (IM−1)/4 and y = LV·5/7.
enum class OnetValue {
  importance,  // a = x, r = 5, u = 5x
  level,       // a = 1, r = y, u = y
  both,        // a = x, r = y, u = y
};

struct OnetReport {
  std::vector<std::string> files;  // the rating files read, in order
  std::size_t rows = 0;            // rating rows read (IM and LV)
  std::size_t other_scales = 0;    // rows of other scales, left out
  std::size_t zero = 0;            // ratings that make no requirement (x or y is 0)
  std::size_t incomplete = 0;      // IM without LV or the other way round, where both are needed
  std::size_t untitled = 0;        // occupations without a row in Occupation Data, named by code
};

struct OnetImport {
  Catalog catalog;
  std::vector<Profile> profiles;  // one an occupation, in catalog order, under its code
  OnetReport report;
};

// Reads every rating file of `directory`: each .txt whose header names O*NET-SOC Code, Element ID,
// Element Name, Scale ID and Data Value and which has IM or LV rows; columns are found by name.
// Titles come from "Occupation Data.txt". Elements become skills (id from the name; the element id
// is an alias), related within their branch of the content model; occupations become companies,
// their SOC major groups fields.
// Throws InputError, with the file and line, for anything else than that.
OnetImport import_onet(const std::string& directory, OnetValue value);

}  // namespace skillmatch::io
