#include "json_syntax.h"

#include "byte_order_mark.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr std::string_view kSingleQuotes = "text stands in double quotes, not in single ones";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '+' ||
         c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

class Scanner {
 public:
  Scanner(std::string_view bytes, std::optional<std::size_t> of_line)
      : bytes_(bytes), of_line_(of_line), whole_(of_line ? "the line" : "the file") {
    if (bytes_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  }

  std::optional<SyntaxError> scan() {
    skip_space();
    if (at_end()) return SyntaxError{0, whole_ + " is empty"};
    do {
      if (auto error = expect_ == Expect::next ? after_value() : before_value()) return error;
      skip_space();
    } while (!(at_end() && open_.empty()));
    return std::nullopt;
  }

 private:
  enum class Expect { value, first_value, key, first_key, next };

  bool at_end() const { return at_ == bytes_.size(); }
  char peek() const { return bytes_[at_]; }
  bool in_object() const { return bytes_[open_.back()] == '{'; }
  char closer() const { return in_object() ? '}' : ']'; }

  void skip_space() {
    while (!at_end() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) {
      ++at_;
    }
  }

  std::string_view word() const {
    std::size_t end = at_;
    while (end < bytes_.size() && is_word(bytes_[end])) ++end;
    return bytes_.substr(at_, end - at_);
  }

  SyntaxError here(const std::string& problem) const { return at(at_, problem); }

  SyntaxError at(std::size_t offset, const std::string& problem) const {
    return {offset, problem + " (column " + std::to_string(column(offset)) + ")"};
  }

  // Counted in characters from 1, as editors do.
  std::size_t column(std::size_t offset) const {
    const std::string_view before = bytes_.substr(0, offset);
    std::string_view line = before.substr(before.rfind('\n') + 1);
    if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    const auto continued = std::count_if(line.begin(), line.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    });
    return 1 + line.size() - static_cast<std::size_t>(continued);
  }

  // What stands here, short enough for a message.
  std::string shown() const {
    if (peek() == '"') {
      const std::size_t end = bytes_.find_first_of("\"\n", at_ + 1);
      return "'" + fit_width(printable(bytes_.substr(at_, end - at_)), 30) +
             (end == std::string_view::npos || bytes_[end] == '\n' ? "'" : "\"'");
    }
    const std::string_view text = word();
    return "'" + fit_width(printable(text.empty() ? bytes_.substr(at_, 1) : text), 30) + "'";
  }

  SyntaxError cut_off() const {
    if (open_.empty()) return {last_byte(), whole_ + " ends where a value is needed"};
    const auto lines_before = std::count(
        bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(open_.back()), '\n');
    const std::size_t line = of_line_.value_or(1) + static_cast<std::size_t>(lines_before);
    return {last_byte(), whole_ + " ends where '" + closer() + "' is needed, to close the '" +
                             bytes_[open_.back()] + "' on line " + std::to_string(line)};
  }

  // The last byte that is no white space: its line is the one where people see the file end.
  std::size_t last_byte() const {
    const std::size_t last = bytes_.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? 0 : last;
  }

  std::optional<SyntaxError> after_value() {
    if (open_.empty())
      return here(comment_or("nothing may follow the JSON value; remove the rest"));
    if (at_end()) return cut_off();
    const char c = peek();
    if (c == ',') {
      comma_ = at_++;
      expect_ = in_object() ? Expect::key : Expect::value;
      return std::nullopt;
    }
    if (c == closer()) return close();
    if (c == '}' || c == ']') return wrong_closer();
    return here(comment_or("a ',' is missing before " + shown()));
  }

  std::optional<SyntaxError> before_value() {
    if (at_end()) return cut_off();
    const char c = peek();
    const bool first = expect_ == Expect::first_value || expect_ == Expect::first_key;
    if (!open_.empty() && c == closer()) {
      if (first) return close();
      if (!after_colon_) return at(comma_, std::string("a ',' before '") + c + "'; remove it");
    }
    if (expect_ == Expect::key || expect_ == Expect::first_key) return key();
    after_colon_ = false;
    switch (c) {
      case '{':
      case '[':
        open_.push_back(at_);
        ++at_;
        expect_ = c == '{' ? Expect::first_key : Expect::first_value;
        return std::nullopt;
      case '"':
        expect_ = Expect::next;
        return string();
      case ',':
      case '}':
      case ']':
      case ':':
        return here(std::string("a value is missing before '") + c + "'");
      default:
        expect_ = Expect::next;
        return number_or_literal();
    }
  }

  std::optional<SyntaxError> close() {
    ++at_;
    open_.pop_back();
    expect_ = Expect::next;
    return std::nullopt;
  }

  SyntaxError wrong_closer() const {
    return here(std::string("'") + peek() + "' where '" + closer() + "' is needed");
  }

  std::optional<SyntaxError> key() {
    if (peek() == ',') return here("a ',' too many; remove it");
    if (peek() == ']') return wrong_closer();
    if (peek() != '"') {
      return here(peek() == '\'' ? std::string(kSingleQuotes)
                                 : comment_or("a name in double quotes is needed, not " + shown()));
    }
    if (auto error = string()) return error;
    skip_space();
    if (at_end()) return cut_off();
    if (peek() != ':') return here(comment_or("a ':' is missing before " + shown()));
    ++at_;
    expect_ = Expect::value;
    after_colon_ = true;
    return std::nullopt;
  }

  std::string comment_or(std::string problem) const {
    if (peek() == '/' || peek() == '#') return "a comment; JSON has none, remove it";
    return problem;
  }

  std::optional<SyntaxError> number_or_literal() {
    const char c = peek();
    const std::string_view text = word();
    if (text == "true" || text == "false" || text == "null" || is_json_number(text)) {
      at_ += text.size();
      return std::nullopt;
    }
    if (is_digit(c) || c == '-' || c == '+' || c == '.') {
      return here(shown() + " is not a JSON number; write one such as 4 or 3.5");
    }
    if (c == '\'') return here(std::string(kSingleQuotes));
    return here(comment_or(shown() +
                           " is not a JSON value; write a number, \"text\", true, false or null"));
  }

  std::optional<SyntaxError> string() {
    const std::size_t begin = at_;
    for (++at_; !at_end(); ++at_) {
      const char c = peek();
      if (c == '"') {
        ++at_;
        return std::nullopt;
      }
      if (c == '\n' || c == '\r') {
        return at(begin,
                  "text must end on its line; close it with '\"' or write a line break as \\n");
      }
      if (static_cast<unsigned char>(c) < 0x20) {
        return here("the control character " + printable(bytes_.substr(at_, 1)) +
                    " in text; remove it" + (c == '\t' ? " or write a tab as \\t" : ""));
      }
      if (c == '\\') {
        if (auto error = escape()) return error;
      }
    }
    return SyntaxError{begin, whole_ + " ends inside this text; close it with '\"'"};
  }

  // From a backslash to the last byte of its escape.
  std::optional<SyntaxError> escape() {
    const std::size_t backslash = at_;
    ++at_;
    if (at_end() || std::string_view("\"\\/bfnrtu").find(peek()) == std::string_view::npos) {
      return at(backslash, "'" + printable(bytes_.substr(backslash, 2)) +
                               "' means nothing in JSON text; write a backslash as \\\\");
    }
    if (peek() != 'u') return std::nullopt;
    const long unit = code_unit();
    if (unit < 0) return at(backslash, "\\u needs four hexadecimal digits");
    if (unit < 0xD800 || unit > 0xDFFF) return std::nullopt;
    if (unit < 0xDC00 && bytes_.substr(at_ + 1, 2) == "\\u") {
      at_ += 2;
      const long low = code_unit();
      if (low >= 0xDC00 && low <= 0xDFFF) return std::nullopt;
    }
    return at(backslash, "'" + std::string(bytes_.substr(backslash, 6)) +
                             "' is half of a character; write both halves or the "
                             "character itself");
  }

  // The four hexadecimal digits after a 'u', ending at the last of them; below 0 if there are none.
  long code_unit() {
    const std::string digits(bytes_.substr(at_ + 1, 4));
    const bool all = digits.size() == 4 &&
                     digits.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
    if (!all) return -1;
    at_ += 4;
    return std::strtol(digits.c_str(), nullptr, 16);
  }

  std::string_view bytes_;
  std::optional<std::size_t> of_line_;
  std::string whole_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_;  // where each '{' and '[' around this place stands
  Expect expect_ = Expect::value;
  std::size_t comma_ = 0;     // where the last one stands
  bool after_colon_ = false;  // the value to come belongs to a name
};

}  // namespace

bool is_json_number(std::string_view word) {
  const auto digits = [&] {
    const std::size_t size = word.size();
    while (!word.empty() && is_digit(word[0])) word.remove_prefix(1);
    return word.size() < size;
  };
  if (word.starts_with('-')) word.remove_prefix(1);
  if (word.starts_with('0')) {
    word.remove_prefix(1);
  } else if (!digits()) {
    return false;
  }
  if (word.starts_with('.')) {
    word.remove_prefix(1);
    if (!digits()) return false;
  }
  if (word.starts_with('e') || word.starts_with('E')) {
    word.remove_prefix(1);
    if (word.starts_with('+') || word.starts_with('-')) word.remove_prefix(1);
    if (!digits()) return false;
  }
  return word.empty();
}

std::optional<SyntaxError> find_syntax_error(std::string_view bytes,
                                             std::optional<std::size_t> of_line) {
  return Scanner(bytes, of_line).scan();
}

}  // namespace skillmatch::io
