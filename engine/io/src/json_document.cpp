#include "json_document.h"

#include "number.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Kind = JsonValue::Kind;

// Hands the bytes to the parser one by one and tells how far it has read.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** read) : at_(at), read_(read) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *read_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    const CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** read_;
};

std::string escaped_pointer_part(std::string_view part) {
  std::string result;
  for (const char c : part) {
    if (c == '~') {
      result += "~0";
    } else if (c == '/') {
      result += "~1";
    } else {
      result += c;
    }
  }
  return result;
}

// Builds JsonValues from the parser's events.
class Builder {
 public:
  Builder(const Text& text, const char* const* read, Problems& problems)
      : text_(text), read_(read), problems_(problems) {}

  JsonValue take() { return std::move(root_); }

  bool null() { return put({}); }
  bool boolean(bool value) {
    JsonValue v;
    v.kind = Kind::boolean;
    v.boolean = value;
    return put(std::move(v));
  }
  bool number_integer(std::int64_t value) { return number(static_cast<double>(value)); }
  bool number_unsigned(std::uint64_t value) { return number(static_cast<double>(value)); }
  bool number_float(double value, const std::string& /*digits*/) { return number(value); }
  bool string(std::string& value) {
    JsonValue v;
    v.kind = Kind::string;
    v.string = std::move(value);
    return put(std::move(v));
  }
  bool binary(std::vector<std::uint8_t>& /*bytes*/) { return false; }  // no JSON text has any
  bool start_object(std::size_t /*size*/) { return open(Kind::object); }
  bool start_array(std::size_t /*size*/) { return open(Kind::array); }
  bool end_array() {
    open_.pop_back();
    return true;
  }
  bool end_object() {
    drop_duplicates(*open_.back());
    open_.pop_back();
    return true;
  }
  bool key(std::string& key) {
    key_ = std::move(key);
    key_offset_ = offset();
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& e) {
    if (e.id == 406) {  // number overflow
      std::string_view what = e.what();
      const std::size_t from = what.find('\'');
      problems_.add(offset(), pointer(),
                    std::string(what.substr(from, what.rfind('\'') + 1 - from)) +
                        " is too large a number; write one below 1.8e308");
    } else {
      problems_.add(offset(), pointer(), "not JSON: " + detail(e.what()));
    }
    problems_.throw_if_any();
    return false;
  }

 private:
  // The parser's own words without its name and place: "[json…] parse error at line 1, column 2:
  // syntax error while parsing value - invalid literal; last read: '…'".
  static std::string detail(std::string_view what) {
    const std::size_t column = what.find("column ");
    const std::size_t colon = column == std::string_view::npos ? column : what.find(": ", column);
    if (colon == std::string_view::npos) return printable(what);
    std::string_view text = what.substr(colon + 2);
    constexpr std::string_view kPrefix = "syntax error ";
    if (text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
    return printable(text) + " (column " +
           std::string(what.substr(
               column + 7, what.find_first_not_of("0123456789", column + 7) - (column + 7))) +
           ")";
  }

  // The last byte read: the end of the value, or one further after a number, which still is on its
  // line.
  std::size_t offset() const {
    const auto read = static_cast<std::size_t>(*read_ - text_.bytes.data());
    return read > 0 ? read - 1 : 0;
  }

  std::string pointer() const {
    std::string result;
    for (const JsonValue* value : open_) {
      if (value == open_.back() && value->kind == Kind::object) {
        result += key_.empty() ? "" : "/" + escaped_pointer_part(key_);
      } else if (value->kind == Kind::object) {
        result += "/" + escaped_pointer_part(value->members.back().key);
      } else {
        result += "/" + std::to_string(value == open_.back() ? value->items.size()
                                                             : value->items.size() - 1);
      }
    }
    return result;
  }

  bool number(double value) {
    JsonValue v;
    v.kind = Kind::number;
    v.number = value;
    return put(std::move(v));
  }

  bool open(Kind kind) {
    if (open_.size() == kMaxDepth) {
      problems_.add(offset(), "", "nested deeper than " + std::to_string(kMaxDepth) + " levels");
      problems_.throw_if_any();
    }
    JsonValue v;
    v.kind = kind;
    put(std::move(v));
    JsonValue* placed = &root_;
    if (!open_.empty()) {
      JsonValue& parent = *open_.back();
      placed = parent.kind == Kind::object ? &parent.members.back().value : &parent.items.back();
    }
    open_.push_back(placed);
    return true;
  }

  bool put(JsonValue value) {
    value.offset = offset();
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (JsonValue& parent = *open_.back(); parent.kind == Kind::object) {
      value.offset = key_offset_;
      parent.members.push_back({std::move(key_), std::move(value)});
      key_.clear();
    } else {
      parent.items.push_back(std::move(value));
    }
    return true;
  }

  void drop_duplicates(JsonValue& object) {
    std::vector<JsonMember>& members = object.members;
    std::unordered_map<std::string_view, std::size_t> first;
    first.reserve(members.size());
    std::vector<std::size_t> twice;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto [at, added] = first.try_emplace(members[i].key, i);
      if (added) continue;
      twice.push_back(i);
      key_ = members[i].key;
      problems_.add(members[i].value.offset, pointer(),
                    "given twice, first on line " +
                        std::to_string(problems_.line(members[at->second].value.offset)) +
                        "; keep one");
    }
    key_.clear();
    for (auto i = twice.rbegin(); i != twice.rend(); ++i) {
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(*i));
    }
  }

  const Text& text_;
  const char* const* read_;
  Problems& problems_;
  JsonValue root_;
  std::vector<JsonValue*> open_;  // the objects and arrays around the value being read
  std::string key_;
  std::size_t key_offset_ = 0;
};

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "true or false";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::array:
      return "an array";
    case Kind::object:
      return "an object";
  }
  return "";
}

}  // namespace

std::size_t Problems::line(std::size_t offset) const {
  const auto end =
      text_.bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text_.bytes.size()));
  return 1 + static_cast<std::size_t>(std::count(text_.bytes.begin(), end, '\n'));
}

std::string Problems::place(std::size_t offset, const std::string& pointer) const {
  std::string place = printable(text_.name) + ":" + std::to_string(line(offset)) + ":";
  if (!pointer.empty()) place += " " + printable(pointer) + ":";
  return place;
}

void Problems::add(std::size_t offset, const std::string& pointer, const std::string& problem) {
  lines_.push_back(place(offset, pointer) + " " + problem);
}

void Problems::throw_if_any() const {
  if (!lines_.empty()) throw InputError(lines_);
}

std::string JsonNode::pointer() const {
  if (parent_ == nullptr) return "";
  const bool in_object = parent_->value_.kind == Kind::object;
  return parent_->pointer() + "/" +
         (in_object ? escaped_pointer_part(key_) : std::to_string(item_));
}

void JsonNode::problem(const std::string& text) const {
  problems_.add(value_.offset, pointer(), text);
}

bool JsonNode::is(Kind kind) const {
  if (value_.kind == kind) return true;
  problem(std::string(name_of(kind)) + " is needed here, not " + std::string(name_of(value_.kind)));
  return false;
}

const JsonMember* JsonNode::find(std::string_view key) const noexcept {
  for (const JsonMember& member : value_.members) {
    if (member.key == key) return &member;
  }
  return nullptr;
}

const JsonMember* JsonNode::need(std::string_view key) const {
  const JsonMember* member = find(key);
  if (member == nullptr) problem(in_quotes(key) + " is missing");
  return member;
}

void JsonNode::only(std::initializer_list<std::string_view> known) const {
  for (const JsonMember& member : value_.members) {
    if (member.key == "$schema" || member.key == "note") continue;
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    std::string text = "unknown member " + in_quotes(member.key);
    const std::string_view* best = nullptr;
    std::size_t limit = 3;
    for (const std::string_view& candidate : known) {
      if (const auto distance = edit_distance(member.key, candidate, limit)) {
        best = &candidate;
        limit = *distance;
      }
    }
    if (best != nullptr) text += ", did you mean " + in_quotes(*best) + "?";
    JsonNode(*this, member).problem(text);
  }
}

bool JsonNode::has_format(std::string_view kind) const {
  if (!is(Kind::object)) return false;
  const std::string wanted = "skillmatch/" + std::string(kind) + "@1";
  const JsonMember* member = find("format");
  if (member == nullptr) {
    problem("'format' is missing; write \"format\": \"" + wanted + "\"");
    return false;
  }
  if (member->value.kind == Kind::string && member->value.string == wanted) return true;
  const JsonNode node(*this, *member);
  if (!node.is(Kind::string)) return false;
  node.problem("the format is " + in_quotes(member->value.string) + ", where '" + wanted +
               "' is needed");
  return false;
}

std::string JsonNode::text() const {
  if (!is(Kind::string)) return {};
  if (value_.string.empty()) problem("an empty string; write a name");
  return to_nfc(value_.string);
}

bool JsonNode::is_number(bool (*in_range)(double), std::string_view what,
                         std::string_view range) const {
  if (!is(Kind::number)) return false;
  if (in_range(value_.number)) return true;
  problem(shortest(value_.number) + " is not " + std::string(what) + "; write a number " +
          std::string(range));
  return false;
}

JsonValue parse_json(const Text& text, Problems& problems) {
  if (const auto at = find_invalid_utf8(text.bytes)) {
    problems.add(*at, "",
                 "byte " + std::to_string(*at) + " is not valid UTF-8; save the file as UTF-8");
    problems.throw_if_any();
  }
  const char* read = text.bytes.data();
  Builder builder(text, &read, problems);
  nlohmann::json::sax_parse(CountingIterator(text.bytes.data(), &read),
                            CountingIterator(text.bytes.data() + text.bytes.size(), &read),
                            &builder);
  return builder.take();
}

}  // namespace skillmatch::io
