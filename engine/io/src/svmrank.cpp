#include "svmrank.h"

#include "append_json.h"
#include "line_problems.h"
#include "run_fingerprint.h"
#include "trec.h"
#include "words.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/feature_lists.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr int kMostLabel = 1'000'000;
constexpr std::uint32_t kMostFeature = 10'000'000;
constexpr std::size_t kMostLines = 1'000'000'000;
constexpr std::string_view kQid = "qid:";

// A line of words: those before the first # and those behind it.
struct Parts {
  std::vector<std::string_view> data;
  std::vector<std::string_view> comment;

  void split(const std::vector<std::string_view>& words) {
    data.clear();
    comment.clear();
    bool in_comment = false;
    for (std::string_view word : words) {
      const std::size_t hash = in_comment ? std::string_view::npos : word.find('#');
      if (hash != std::string_view::npos) {
        in_comment = true;
        if (hash > 0) data.push_back(word.substr(0, hash));
        word.remove_prefix(std::min(word.find_first_not_of('#', hash), word.size()));
        if (word.empty()) continue;
      }
      (in_comment ? comment : data).push_back(word);
    }
  }
};

struct KeyedNames {
  std::string_view document;
  std::string_view query;
};

// "docid = D" and "query = Q", with or without spaces.
KeyedNames names_of(const std::vector<std::string_view>& comment) {
  KeyedNames names;
  for (std::size_t i = 0; i < comment.size(); ++i) {
    const std::string_view key = comment[i].substr(0, comment[i].find('='));
    std::string_view* name = key == "docid"   ? &names.document
                             : key == "query" ? &names.query
                                              : nullptr;
    if (name == nullptr) continue;
    std::string_view rest = comment[i].substr(key.size());
    if (rest.empty()) {
      if (i + 1 == comment.size() || !comment[i + 1].starts_with('=')) continue;
      rest = comment[++i];
    }
    rest.remove_prefix(1);
    if (rest.empty() && i + 1 < comment.size()) rest = comment[++i];
    *name = rest;
  }
  return names;
}

// The lines that hold a document, one after the other. Problems are kept for finish(): what is
// given for a line that has any means nothing.
class Lines {
 public:
  Lines(const Text& text, std::span<const std::size_t> query_sizes)
      : text_(text), lines_(text.bytes), problems_(text.name), sizes_(query_sizes) {
    need_utf8(text);
  }

  bool next() {
    while (lines_.next()) {
      parts_.split(lines_.words());
      if (parts_.data.empty()) continue;
      ++count_;
      read();
      return true;
    }
    return false;
  }
  // Throws InputError if anything is wrong.
  void finish() {
    if (count_ == 0) fail_empty(text_);
    problems_.throw_if_any();
    const std::size_t sum = std::accumulate(sizes_.begin(), sizes_.end(), std::size_t{0});
    if (!sizes_.empty() && sum != count_) {
      throw InputError(printable(text_.name) + ": " + std::to_string(count_) +
                       " lines, but the sizes of queries sum to " + std::to_string(sum) +
                       "; is it the file of other data?");
    }
  }

  std::size_t number() const noexcept { return lines_.number(); }
  bool begins_query() const noexcept { return begins_query_; }
  const std::string& query() const noexcept { return query_; }
  bool has_name() const noexcept { return has_name_; }  // the query's is in a comment
  const std::string& document() const noexcept { return document_; }
  int grade() const noexcept { return grade_; }
  std::vector<Feature>& features() noexcept { return features_; }

 private:
  void problem(const std::string& text) { problems_.add(number(), text); }

  void read() {
    const double grade = number_of<double>(parts_.data[0]).value_or(-1.0);
    if (!(grade >= 0.0 && grade <= kMostLabel && std::floor(grade) == grade)) {
      problem(in_quotes(parts_.data[0]) + " is not a grade; write a whole number from 0 to " +
              std::to_string(kMostLabel));
    } else {
      grade_ = static_cast<int>(grade);
    }
    const KeyedNames names = names_of(parts_.comment);
    const bool has_qid = parts_.data.size() > 1 && parts_.data[1].starts_with(kQid);
    begins_query_ = count_ == 1;
    if (!sizes_.empty()) {
      take_size(has_qid);
    } else {
      take_qid(has_qid ? std::optional(parts_.data[1].substr(kQid.size())) : std::nullopt);
    }
    if (begins_query_) {
      documents_.clear();
      has_name_ = !names.query.empty();
      if (has_name_) query_ = id_of_word(names.query);
    }
    document_ = names.document.empty() ? std::to_string(number()) : id_of_word(names.document);
    const auto [first, is_first] = documents_.try_emplace(document_, number());
    if (!is_first) {
      problem(in_quotes(document_) + " again, as on line " + std::to_string(first->second) +
              "; keep one");
    }
    read_features(has_qid ? 2 : 1);
  }

  void take_size(bool has_qid) {
    if (has_qid) problem("a qid, where the sizes of queries are given; leave one of them out");
    while (next_size_ < sizes_.size() && left_ == 0) {
      left_ = sizes_[next_size_++];
      begins_query_ = true;
      query_ = std::to_string(next_size_);
    }
    if (left_ > 0) --left_;
  }

  void take_qid(std::optional<std::string_view> qid) {
    if (!qid) {
      // A file that knows no qid is told so once.
      if (count_ == 1) is_without_qid_ = true;
      if (count_ > 1 && is_without_qid_) return;
      return problem(
          "no qid; write qid:QUERY behind the grade, or 'skillmatch convert --query-sizes FILE' "
          "adds it");
    }
    if (qid->empty()) return problem("'qid:' names no query; write qid:QUERY");
    if (qid_ != *qid) {
      begins_query_ = true;
      if (!qid_.empty()) ended_.insert_or_assign(qid_, last_of_query_);
      qid_ = *qid;
      query_ = id_of_word(*qid);
      if (const auto ended = ended_.find(qid_); ended != ended_.end()) {
        problem("query " + in_quotes(qid_) + " again, which ended on line " +
                std::to_string(ended->second) + "; put the lines of a query together");
      }
    }
    last_of_query_ = number();
  }

  void read_features(std::size_t begin) {
    features_.clear();
    for (std::size_t i = begin; i < parts_.data.size(); ++i) read_feature(parts_.data[i]);
    const auto before = [](const Feature& a, const Feature& b) { return a.number < b.number; };
    if (!std::is_sorted(features_.begin(), features_.end(), before)) {
      std::sort(features_.begin(), features_.end(), before);
    }
    for (std::size_t i = 1; i < features_.size(); ++i) {
      const std::uint32_t same = features_[i].number;
      if (same != features_[i - 1].number) continue;
      problem("feature " + std::to_string(same) + " is given more than once; keep one");
      while (i + 1 < features_.size() && features_[i + 1].number == same) ++i;
    }
  }

  void read_feature(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos) {
      return problem(in_quotes(word) + " is not a feature; write NUMBER:VALUE");
    }
    if (word.starts_with(kQid)) {
      return problem(in_quotes(word) + " stands elsewhere; write it behind the grade, once");
    }
    const auto number = number_of<std::uint32_t>(word.substr(0, colon));
    if (!number || *number == 0 || *number > kMostFeature) {
      return problem(in_quotes(word.substr(0, colon)) +
                     " is not the number of a feature; write a whole number from 1 to " +
                     std::to_string(kMostFeature));
    }
    const auto value = number_of<double>(word.substr(colon + 1));
    if (!value) {
      return problem(in_quotes(word.substr(colon + 1)) + " is not the value of feature " +
                     std::to_string(*number) + "; write a number");
    }
    features_.push_back({*number, *value});
  }

  const Text& text_;
  WordLines lines_;
  LineProblems problems_;
  std::span<const std::size_t> sizes_;
  Parts parts_;
  std::size_t count_ = 0;
  std::size_t next_size_ = 0;  // of the query after this
  std::size_t left_ = 0;       // lines that this query still has, by its size
  bool is_without_qid_ = false;
  std::string qid_;
  std::size_t last_of_query_ = 0;
  std::unordered_map<std::string, std::size_t> ended_;      // qids, and their last line
  std::unordered_map<std::string, std::size_t> documents_;  // of this query, and their line

  bool begins_query_ = false;
  bool has_name_ = false;
  std::string query_;
  std::string document_;
  int grade_ = 0;
  std::vector<Feature> features_;
};

}  // namespace

bool is_svmrank(const Text& text) {
  Parts parts;
  for (WordLines lines(text.bytes); lines.next();) {
    parts.split(lines.words());
    if (parts.data.empty()) continue;
    if (parts.data.size() < 2) return false;
    const std::string_view second = parts.data[1];
    if (second.starts_with(kQid)) return true;
    const std::string_view number = second.substr(0, second.find(':'));
    return number.size() < second.size() && number_of<double>(parts.data[0]) &&
           number_of<std::uint64_t>(number);
  }
  return false;
}

FeatureLists read_svmrank(const Text& text, std::span<const std::size_t> query_sizes) {
  FeatureLists result{text.name, {}, hash_of(text.bytes)};
  Lines lines(text, query_sizes);
  while (lines.next()) {
    if (lines.begins_query()) {
      result.lists.push_back({lines.query(), {}});
      result.has_names = result.has_names || lines.has_name();
    }
    result.lists.back().documents.push_back(
        {lines.document(), lines.grade(), std::exchange(lines.features(), {})});
  }
  lines.finish();
  return result;
}

Judgments read_svmrank_grades(const Text& text) {
  Judgments result{text.name, {}, 0};
  Lines lines(text, {});
  while (lines.next()) {
    if (lines.begins_query()) result.queries.push_back({lines.query(), {}, false, lines.number()});
    result.queries.back().judgments.push_back({lines.document(), lines.grade(), lines.number()});
  }
  lines.finish();
  return result;
}

std::vector<std::size_t> read_query_sizes(const Text& text) {
  std::vector<std::size_t> sizes;
  LineProblems problems(text.name);
  for (WordLines lines(text.bytes); lines.next();) {
    const auto size = number_of<std::size_t>(lines.words()[0]);
    if (lines.words().size() != 1) {
      problems.add(lines.number(), std::to_string(lines.words().size()) +
                                       " words; write how many lines one query has");
    } else if (!size || *size == 0 || *size > kMostLines) {
      problems.add(lines.number(), in_quotes(lines.words()[0]) +
                                       " is not how many lines a query has; write a whole number "
                                       "from 1 to " +
                                       std::to_string(kMostLines));
    } else {
      sizes.push_back(*size);
    }
  }
  problems.throw_if_any();
  if (sizes.empty()) fail_empty(text);
  return sizes;
}

bool are_qids(std::span<const std::string> queries) {
  std::uint64_t least = 0;
  for (const std::string& query : queries) {
    const auto number = number_of<std::uint32_t>(query);
    if (!number || *number < least || std::to_string(*number) != query) return false;
    least = std::uint64_t{*number} + 1;
  }
  return true;
}

void write_svmrank(std::ostream& out, const FeatureList& list, std::optional<std::size_t> number) {
  std::string qid = number ? std::to_string(*number) : trec_word(list.query);
  for (std::size_t at = 0; (at = qid.find('#', at)) != std::string::npos;) {
    qid.replace(at, 1, "%23");  // where a comment would begin
  }
  const std::string name = number ? " query = " + trec_word(list.query) : "";
  std::string line;
  for (const FeatureDocument& document : list.documents) {
    line = std::to_string(document.grade) + " qid:" + qid;
    for (const Feature& feature : document.features) {
      line += ' ';
      append_number(line, std::uint64_t{feature.number});
      line += ':';
      append_number(line, feature.value);
    }
    out << line << " # docid = " << trec_word(document.id) << name << '\n';
  }
}

}  // namespace skillmatch::io
