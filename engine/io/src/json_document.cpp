#include "json_document.h"

#include "json_syntax.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include <skillmatch/error.h>
#include <skillmatch/taxonomy.h>
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
  bool parse_error(std::size_t /*position*/, const std::string& token,
                   const nlohmann::detail::exception& e) {
    if (e.id == 406) {  // number overflow
      problems_.add(
          offset(), pointer(),
          printable(token) + " is out of range; write a number between -1.8e308 and 1.8e308");
    } else {
      const auto error = find_syntax_error(text_.bytes);
      problems_.add(error ? error->offset : offset(), "",
                    "not JSON" + (error ? ": " + error->problem : ""));
    }
    problems_.throw_if_any();
    return false;
  }

 private:
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
        if (key_) result += "/" + escaped_pointer_part(*key_);
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
      problems_.add(
          offset(), "",
          "nested deeper than " + std::to_string(kMaxDepth) + " levels, the most that is read");
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
      parent.members.push_back({std::move(*key_), std::move(value)});
      key_.reset();
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
    key_.reset();
    for (auto i = twice.rbegin(); i != twice.rend(); ++i) {
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(*i));
    }
  }

  const Text& text_;
  const char* const* read_;
  Problems& problems_;
  JsonValue root_;
  std::vector<JsonValue*> open_;    // the objects and arrays around the value being read
  std::optional<std::string> key_;  // of the member whose value comes next
  std::size_t key_offset_ = 0;
};

// "'level', 'importance' and 'must'"
std::string listed(std::initializer_list<std::string_view> names) {
  std::string text;
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (name != names.begin()) text += name + 1 == names.end() ? " and " : ", ";
    text += in_quotes(*name);
  }
  return text;
}

}  // namespace

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

std::size_t Problems::line(std::size_t offset) {
  if (line_feeds_.empty()) {
    for (std::size_t at = text_.bytes.find('\n'); at != std::string::npos;
         at = text_.bytes.find('\n', at + 1)) {
      line_feeds_.push_back(at);
    }
  }
  const auto next = std::lower_bound(line_feeds_.begin(), line_feeds_.end(), offset);
  return 1 + static_cast<std::size_t>(next - line_feeds_.begin());
}

std::string Problems::place(std::size_t offset, const std::string& pointer) {
  std::string place = printable(text_.name) + ":" + std::to_string(line(offset)) + ":";
  if (!pointer.empty()) place += " " + printable(pointer) + ":";
  return place;
}

void Problems::add(std::size_t offset, const std::string& pointer, const std::string& problem) {
  found_.push_back({offset, place(offset, pointer) + " " + problem});
}

void Problems::throw_if_any() const {
  if (found_.empty()) return;
  std::vector<Problem> sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Problem& a, const Problem& b) { return a.offset < b.offset; });
  std::vector<std::string> lines;
  lines.reserve(sorted.size());
  for (Problem& problem : sorted) lines.push_back(std::move(problem.text));
  throw InputError(std::move(lines));
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
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    std::string text = "unknown member " + in_quotes(member.key);
    NameIndex names;
    std::size_t count = 0;
    for (const std::string_view name : known) names.add(name, count++);
    if (const auto near = names.nearest(member.key)) {
      text += ", did you mean " + in_quotes(*near) + "?";
    } else {
      text += "; the known ones are " + listed(known);
    }
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
  const bool other_version = member->value.string.starts_with(wanted.substr(0, wanted.size() - 1));
  node.problem("the format is " + in_quotes(member->value.string) +
               (other_version ? ", which this version of skillmatch does not read; it reads '"
                              : ", where '") +
               wanted + (other_version ? "'" : "' is needed"));
  return false;
}

std::string JsonNode::text() const {
  if (!is(Kind::string)) return {};
  if (value_.string.empty()) problem("an empty string; write some text");
  return to_nfc(value_.string);
}

std::string JsonNode::new_id(SeenIds& seen) const {
  std::string id = text();
  if (id.empty()) return id;
  const auto [first, added] = seen.try_emplace(id, SeenId{value_.offset, pointer()});
  if (added) return id;
  problem("the id " + in_quotes(id) + " is given twice, first at " +
          printable(first->second.pointer) + " on line " +
          std::to_string(problems_.line(first->second.offset)) + "; keep one");
  return {};
}

bool JsonNode::is_number(bool (*in_range)(double), std::string_view what,
                         std::string_view range) const {
  if (!is(Kind::number)) return false;
  if (in_range(value_.number)) return true;
  problem(number_text(value_.number) + " is not " + std::string(what) + "; write a number " +
          std::string(range));
  return false;
}

JsonValue parse_json(const Text& text, Problems& problems) {
  if (const auto at = find_invalid_utf8(text.bytes)) {
    problems.add(*at, "",
                 "byte " + std::to_string(*at) + " is not valid UTF-8; save the file as UTF-8");
    problems.throw_if_any();
  }
  // The parser would take a zero byte for the end of the text and leave the rest unread.
  if (const std::size_t at = text.bytes.find('\0'); at != std::string::npos) {
    problems.add(at, "", "byte " + std::to_string(at) + " is zero; save the file as UTF-8 text");
    problems.throw_if_any();
  }
  const char* read = text.bytes.data();
  Builder builder(text, &read, problems);
  nlohmann::json::sax_parse(CountingIterator(text.bytes.data(), &read),
                            CountingIterator(text.bytes.data() + text.bytes.size(), &read),
                            &builder);
  return builder.take();
}

std::string name_of_file(const Text& text) {
  const std::string stem = std::filesystem::path(text.name).stem().string();
  return find_invalid_utf8(stem) ? printable(stem) : to_nfc(stem);
}

}  // namespace skillmatch::io
