// Graded documents with features, from and to the lines of SVMrank and LETOR:
//
//   GRADE qid:QUERY NUMBER:VALUE NUMBER:VALUE … # docid = DOCUMENT
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include <skillmatch/feature_list.h>
#include <skillmatch/io/file.h>

namespace skillmatch::io {

struct FeatureLists {
  std::string name;                // of the file
  std::vector<FeatureList> lists;  // in the order of the file
  std::string hash = {};           // XXH3 (64 bits) of the text, in hexadecimal
  bool has_names = false;          // queries go by what a comment calls them, not by their qid
};

// Whether the first line that is no comment looks like one of these.
bool is_svmrank(const Text& text);

// A document's id is the word behind "docid =" in the comment, or else the number of its line; a
// query's the word behind "query =" in that of its first line, or else the qid. In a word %XX is a
// byte, as in TREC's. Features may come in any order. Lines of one query must stand together.
// `query_sizes`, if any, says how many lines each query has, in a text without qid (as LightGBM and
// XGBoost keep them); the queries are then called 1, 2, 3 …
//
// Throws InputError with all problems of the text, one line each, FILE:LINE: …
FeatureLists read_svmrank(const Text& text, std::span<const std::size_t> query_sizes = {});

// How many lines each query has: a whole number a line. Throws InputError as read_svmrank() does.
std::vector<std::size_t> read_query_sizes(const Text& text);

// Whether these ids can be qids wherever SVMrank lines are read: whole numbers that ascend.
bool are_qids(std::span<const std::string> queries);

// The values read back to the same doubles. With a `number`, that is the qid, and the query's id
// stands in the comment: # docid = DOCUMENT query = QUERY
void write_svmrank(std::ostream& out, const FeatureList& list,
                   std::optional<std::size_t> number = {});

}  // namespace skillmatch::io
