// JSON as read from a person's file: every value knows where it stands, so that every problem can
// name its line and pointer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <skillmatch/io/file.h>

namespace skillmatch::io {

struct JsonMember;

// A value of a JsonDocument, which owns all that the views here show.
struct JsonValue {
  // refused: a problem already, such as 1e309; no further one is made of it.
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object, refused };
  Kind kind = Kind::null;
  bool boolean = false;
  std::uint32_t offset = 0;  // byte of the file where it stands; a file has at most 256 MiB
  double number = 0.0;
  std::string_view string;
  std::span<const JsonMember> members;  // of an object, in the file's order, each key once
  std::span<const JsonValue> items;     // of an array
};

// A key as a part of a JSON pointer (RFC 6901): ~ and / escaped.
std::string pointer_part(std::string_view key);

// "a number", "an array", …
std::string_view name_of(JsonValue::Kind kind);

struct JsonMember {
  std::string_view key;
  JsonValue value;  // its offset is the key's
};

// Problems of one file, or of one line of a larger one.
class Problems {
 public:
  explicit Problems(const Text& text) : text_(text) {}
  // `text` is line `line` of a larger one: places are pointers alone.
  Problems(const Text& text, std::size_t line) : text_(text), of_line_(line) {}
  // The same of a text whose lines make one whole: `suggestions` counts for all of them.
  Problems(const Text& text, std::size_t line, std::size_t& suggestions)
      : text_(text), of_line_(line), shared_suggestions_(&suggestions) {}

  // `offset` is a byte of the text, `pointer` a JSON pointer (empty for the whole).
  void add(std::size_t offset, const std::string& pointer, const std::string& problem);
  std::string place(std::size_t offset, const std::string& pointer);
  std::size_t line(std::size_t offset);
  // The line that is all of the text, if it is one of a larger text.
  std::optional<std::size_t> of_line() const noexcept { return of_line_; }
  // Whether one more name may be looked up for a suggestion: the first hundred of a file. A hundred
  // thousand misspelt names against as many skills would take hours, and nobody reads them.
  // Of a single line the first three: there may be millions, and what is said of one must not hang
  // on the others.
  bool may_suggest() noexcept {
    if (shared_suggestions_ != nullptr) return (*shared_suggestions_)++ < 100U;
    return suggestions_++ < (of_line_ ? 3U : 100U);
  }
  std::size_t count() const noexcept { return found_.size(); }
  bool any() const noexcept { return !found_.empty(); }
  // In the file's order.
  std::vector<std::string> sorted() const;
  // Throws InputError, with the problems in the file's order, if there is any.
  void throw_if_any() const;

 private:
  struct Problem {
    std::size_t offset;
    std::string text;
  };
  const Text& text_;
  std::optional<std::size_t> of_line_;
  bool indexed_ = false;
  std::size_t suggestions_ = 0;
  std::size_t* shared_suggestions_ = nullptr;
  std::vector<std::size_t> line_feeds_;  // their bytes; filled when a line is first asked for
  std::vector<Problem> found_;
};

// The ids given so far among things of one kind, and where.
struct SeenId {
  std::size_t offset;
  std::string pointer;
};
using SeenIds = std::unordered_map<std::string, SeenId>;

// A line of JSON Lines may do without what every file must say of itself.
enum class FormatMember : std::uint8_t { needed, optional };

// A value with the way to it from the root. Lives on the stack while a file is read.
class JsonNode {
 public:
  JsonNode(const JsonValue& root, Problems& problems) : value_(root), problems_(problems) {}
  JsonNode(const JsonNode& parent, const JsonMember& member)
      : value_(member.value), problems_(parent.problems_), parent_(&parent), key_(member.key) {}
  JsonNode(const JsonNode& parent, std::size_t item)
      : value_(parent.value_.items[item]),
        problems_(parent.problems_),
        parent_(&parent),
        item_(item) {}

  const JsonValue& value() const noexcept { return value_; }
  Problems& problems() const noexcept { return problems_; }
  std::string_view key() const noexcept { return key_; }
  std::string pointer() const;  // RFC 6901
  void problem(const std::string& text) const;

  // Whether the value is of `kind`; if not, that is a problem.
  bool is(JsonValue::Kind kind) const;
  // The member `key`, or nothing. need() makes its absence a problem.
  const JsonMember* find(std::string_view key) const noexcept;
  const JsonMember* need(std::string_view key) const;
  // Makes a problem of every member that is none of `known`.
  void only(std::initializer_list<std::string_view> known) const;
  // Checks for an object whose "format" is "skillmatch/<kind>@1", the first thing to know of a
  // file.
  bool has_format(std::string_view kind, FormatMember rule = FormatMember::needed) const;
  // The string, in NFC, or "" and a problem if it is none or empty.
  std::string text() const;
  // That of the member `key`.
  std::string text_of(std::string_view key) const;
  // The string, as text(), that must be in `seen` for the first time.
  std::string new_id(SeenIds& seen) const;
  // "NUMBER is not <what>; write a number <range>" unless `in_range` holds for the number.
  bool is_number(bool (*in_range)(double), std::string_view what, std::string_view range) const;

 private:
  const JsonValue& value_;
  Problems& problems_;
  const JsonNode* parent_ = nullptr;
  std::string_view key_;
  std::size_t item_ = 0;
};

inline constexpr std::size_t kMaxDepth = 64;

// A parsed text.
class JsonDocument {
 public:
  JsonDocument(JsonDocument&& other) noexcept;
  ~JsonDocument();

  JsonValue root;

 private:
  struct Storage;
  explicit JsonDocument(std::unique_ptr<Storage> storage);
  friend JsonDocument parse_json(const Text& text, Problems& problems);

  std::unique_ptr<Storage> storage_;
};

// Parses `text`. Duplicate keys become `problems` and are left out; throws InputError for what is
// not JSON, is not UTF-8, is nested too deep or holds a number too large for a double.
JsonDocument parse_json(const Text& text, Problems& problems);

// The name that what `text` holds goes by when it gives none: that of the file, less its extension.
std::string name_of_file(const Text& text);

}  // namespace skillmatch::io
