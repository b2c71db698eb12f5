// One company of a catalog in JSON Lines, the quick way: a line as nearly all are written.
#pragma once

#include "numbered.h"
#include "skill_lookup.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/catalog.h>

namespace skillmatch::io {

class CompanyLine {
 public:
  // `catalog` must outlive this and stay where it is.
  explicit CompanyLine(const Catalog& catalog);

  // False for every line that is unusual in any way, good or bad, and whenever in doubt: then
  // nothing is known of it. What it accepts, read_company() reads to the same company, but for an
  // id that was given before, of which this knows nothing. kScanReadable bytes behind the line may
  // be read.
  bool read(std::string_view line);

  const Company& company() const noexcept { return company_; }
  std::span<const Requirement> requirements() const noexcept { return requirements_; }

 private:
  // Each reads what begins at `at` and returns where it ends, or nullptr. `end` is the line's.
  const char* read_members(const char* at, const char* end);
  const char* read_text(const char* at, const char* end, std::string& text);
  const char* read_name(const char* at, const char* end);
  const char* read_field(const char* at, const char* end);
  const char* read_requirements(const char* at, const char* end);
  const char* read_requirement(const char* at, const char* end, Requirement& r);
  const char* read_offers(const char* at, const char* end);
  // From a key's opening quote to behind its colon; `number` is that of the key among `names`.
  static const char* read_key(const char* at, const char* end, NameLookup& names,
                              std::uint32_t& number);
  bool put_in_order();

  const Catalog& catalog_;
  NameLookup skill_names_;
  NameLookup attribute_names_;
  Company company_;
  std::vector<Requirement> requirements_;
  std::vector<Requirement> unordered_;
  Numbered order_;
  std::string text_;
};

}  // namespace skillmatch::io
