// Floor 1: what is known of companies beside their requirements, one after the other in one piece
// of memory: a million of them take 26 MB where structs of strings would take 300.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/array.h>
#include <skillmatch/offsets.h>
#include <skillmatch/types.h>

namespace skillmatch {

struct Offer {
  AttributeId attribute;
  double level;  // in [0, 5]
};

struct Company {
  std::string id;
  Name name;
  std::optional<FieldId> field;
  std::vector<Offer> offers;  // by ascending attribute
  std::string source;         // where the requirements come from, for people to judge them
};

class CompanyTable {
 public:
  CompanyTable() = default;

  // A table that somebody else holds. Nothing may be asked of it before the offsets have been found
  // to ascend to the sizes of what they divide, and of a record or a source before check() or
  // check_source() has said that it is sound.
  struct Parts {
    Offsets begins;  // of the records
    Array<char> bytes;
    Offsets source_begins;
    Array<char> source_bytes;
  };
  explicit CompanyTable(Parts parts);

  void add(const Company& company);

  std::size_t size() const noexcept { return begins_.pieces(); }
  Company company(std::size_t number) const;
  std::string_view id(std::size_t number) const noexcept;
  std::optional<FieldId> field(std::size_t number) const noexcept;
  bool has_offers(std::size_t number) const noexcept;
  std::vector<Offer> offers(std::size_t number) const;

  // Whether record `number` is whole, its texts are UTF-8 and its id is not empty, and it names
  // only the first `fields` fields and `attributes` attributes.
  bool check(std::size_t number, std::size_t fields, std::size_t attributes) const noexcept;
  // Whether source `number` is UTF-8 and not empty.
  bool check_source(std::size_t number) const noexcept;

  const Offsets& begins() const noexcept { return begins_; }
  const Array<char>& bytes() const noexcept { return bytes_; }
  // Where requirements come from: each text once, since many companies have the same.
  std::size_t sources() const noexcept { return source_begins_.pieces(); }
  std::string_view source(std::size_t number) const noexcept;
  const Offsets& source_begins() const noexcept { return source_begins_; }
  const Array<char>& source_bytes() const noexcept { return source_bytes_; }

 private:
  std::size_t source_number(std::string_view source);

  Offsets begins_;
  Array<char> bytes_;
  Offsets source_begins_;
  Array<char> source_bytes_;
  std::vector<std::uint32_t> source_slots_;  // hash table over sources: number + 1, 0 for none
  std::size_t last_source_ = 0;
};

}  // namespace skillmatch
