// Floor 1: what is known of companies beside their requirements, one after the other in one piece
// of memory: a million of them take 26 MB where structs of strings would take 300.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <skillmatch/array.h>
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
  CompanyTable() { begins_.push_back(0); }

  // A table that somebody else holds. check() says whether a record can be read.
  struct Parts {
    Array<std::uint64_t> begins;  // N + 1, ascending, of the records in `bytes`
    Array<char> bytes;
    std::vector<std::string> sources;
  };
  explicit CompanyTable(Parts parts);

  void add(const Company& company);

  std::size_t size() const noexcept { return begins_.size() - 1; }
  Company company(std::size_t number) const;
  std::string_view id(std::size_t number) const noexcept;
  std::optional<FieldId> field(std::size_t number) const noexcept;
  bool has_offers(std::size_t number) const noexcept;
  std::vector<Offer> offers(std::size_t number) const;

  // Whether record `number` is whole and names only the first `fields` fields and `attributes`
  // attributes: nothing else may be asked of a borrowed record before.
  bool check(std::size_t number, std::size_t fields, std::size_t attributes) const noexcept;

  const Array<std::uint64_t>& begins() const noexcept { return begins_; }
  const Array<char>& bytes() const noexcept { return bytes_; }
  const std::vector<std::string>& sources() const noexcept { return sources_; }

 private:
  Array<std::uint64_t> begins_;
  Array<char> bytes_;
  std::vector<std::string> sources_;  // each text once; many companies have the same
  std::unordered_map<std::string, std::size_t> source_numbers_;
};

}  // namespace skillmatch
