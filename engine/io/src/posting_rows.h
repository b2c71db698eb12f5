// Postings as the rows of a file, before anything is made of them.
#pragma once

#include "tags.h"

#include <functional>
#include <string>
#include <vector>

#include <skillmatch/io/file.h>
#include <skillmatch/io/import_report.h>
#include <skillmatch/io/postings.h>

namespace skillmatch::io {

struct PostingRow {
  std::string company;  // without white space around it, in NFC; "": the row has none
  std::string title;
  std::vector<Tag> tags;
  std::string place;  // "FILE:LINE"
};

// Calls use(row) for every posting of `text`; what was guessed goes to the report. Throws
// InputError with every problem, and for columns that are not there.
void read_posting_rows(const Text& text, const PostingsOptions& options, ImportReport& report,
                       const std::function<void(const PostingRow&)>& use);

}  // namespace skillmatch::io
