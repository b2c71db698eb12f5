#include "json_document.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/taxonomy.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using Kind = JsonValue::Kind;

constexpr std::size_t kMaxStringBytes = 10'000;
constexpr std::size_t kMaxPointerColumns = 400;

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

std::string pointer_part(std::string_view part) {
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
    case Kind::refused:
      return "what was refused";
  }
  return "";
}

std::size_t Problems::line(std::size_t offset) {
  if (of_line_) return *of_line_;
  if (!indexed_) {
    indexed_ = true;
    for (std::size_t at = text_.bytes.find('\n'); at != std::string::npos;
         at = text_.bytes.find('\n', at + 1)) {
      line_feeds_.push_back(at);
    }
  }
  const auto next = std::lower_bound(line_feeds_.begin(), line_feeds_.end(), offset);
  return 1 + static_cast<std::size_t>(next - line_feeds_.begin());
}

std::string Problems::place(std::size_t offset, const std::string& pointer) {
  const std::string value =
      pointer.empty() ? "" : fit_width(printable(pointer), kMaxPointerColumns) + ":";
  if (of_line_) return value;
  const std::string place = printable(text_.name) + ":" + std::to_string(line(offset)) + ":";
  return value.empty() ? place : place + " " + value;
}

void Problems::add(std::size_t offset, const std::string& pointer, const std::string& problem) {
  const std::string at = place(offset, pointer);
  found_.push_back({offset, at.empty() ? problem : at + " " + problem});
}

std::vector<std::string> Problems::sorted() const {
  std::vector<Problem> sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Problem& a, const Problem& b) { return a.offset < b.offset; });
  std::vector<std::string> lines;
  lines.reserve(sorted.size());
  for (Problem& problem : sorted) lines.push_back(std::move(problem.text));
  return lines;
}

void Problems::throw_if_any() const {
  if (any()) throw InputError(sorted());
}

std::string JsonNode::pointer() const {
  if (parent_ == nullptr) return "";
  const bool in_object = parent_->value_.kind == Kind::object;
  return parent_->pointer() + "/" + (in_object ? pointer_part(key_) : std::to_string(item_));
}

void JsonNode::problem(const std::string& text) const {
  problems_.add(value_.offset, pointer(), text);
}

bool JsonNode::is(Kind kind) const {
  if (value_.kind == kind) return true;
  if (value_.kind == Kind::refused) return false;
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
    if (std::find(known.begin(), known.end(), member.key) != known.end()) {
      // What is for people and editors only; everything else is read by name.
      if (member.key == "note" || member.key == "$schema") JsonNode(*this, member).is(Kind::string);
      continue;
    }
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

bool JsonNode::has_format(std::string_view kind, FormatMember rule) const {
  if (!is(Kind::object)) return false;
  const std::string wanted = "skillmatch/" + std::string(kind) + "@1";
  const JsonMember* member = find("format");
  if (member == nullptr) {
    if (rule == FormatMember::optional) return true;
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
  if (value_.string.size() > kMaxStringBytes) {
    problem("longer than " + std::to_string(kMaxStringBytes) + " bytes; shorten it");
    return {};
  }
  return to_nfc(value_.string);
}

std::string JsonNode::text_of(std::string_view key) const {
  const JsonMember* member = need(key);
  return member == nullptr ? std::string() : JsonNode(*this, *member).text();
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

std::string name_of_file(const Text& text) {
  const std::string stem = std::filesystem::path(text.name).stem().string();
  return find_invalid_utf8(stem) ? printable(stem) : to_nfc(stem);
}

}  // namespace skillmatch::io
