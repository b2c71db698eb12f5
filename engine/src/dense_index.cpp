#include "dense_index.h"

#include "kernels/dense_kernels.h"
#include "parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace skillmatch {
namespace {

// Norms are rounded up by far more than any summation of them in float or double may lose.
constexpr double kRoundUp = 1.0 + 1e-6;
// Below this, products of levels and importances may have lost digits. The codes of such a company
// say nothing and its residual is so large that it is always looked at.
constexpr double kLeastGreatest = 1e-280;
constexpr float kNoCodes = 1e30F;

constexpr int kGreatestCode = 255;
constexpr int kGreatestNibble = 15;

float round_up(double x) noexcept { return static_cast<float>(x * kRoundUp); }

// The nearest code. Adding and taking away 1.5 · 2^23 rounds to an integer, in vectors too.
float nearest(float x) noexcept { return (x + 0x1.8p23F) - 0x1.8p23F; }

struct Coded {
  double residual = 0.0;  // squared, as the next
  double length = 0.0;
};

// Of a row with greatest value 1, under codes 0 … `greatest` of scale 1/steps.
Coded coded(std::span<const float> row, float steps, float greatest) noexcept {
  std::array<float, 16> residual{};
  std::array<float, 16> length{};
  for (std::size_t begin = 0; begin < row.size(); begin += 16) {
    for (std::size_t i = 0; i < 16; ++i) {
      const float x = row[begin + i] * steps;
      const float code = std::min(nearest(x), greatest);
      residual[i] += (x - code) * (x - code);
      length[i] += code * code;
    }
  }
  Coded result;
  for (std::size_t i = 0; i < 16; ++i) {
    result.residual += static_cast<double>(residual[i]);
    result.length += static_cast<double>(length[i]);
  }
  return result;
}

bool is_whole(std::span<const float> row, float steps) noexcept {
  return std::all_of(row.begin(), row.end(),
                     [&](float x) { return std::abs(x * steps - nearest(x * steps)) < 1e-4F; });
}

// How many codes the greatest value is made of: 255, or less where that makes all values of more
// companies whole, as it does for most levels on a grid of halves or quarters.
float steps_of(std::span<const float> rows, std::size_t width) noexcept {
  float best = kGreatestCode;
  std::ptrdiff_t most = 0;
  for (const float steps : {255.0F, 252.0F, 250.0F, 247.0F, 240.0F}) {
    std::ptrdiff_t whole = 0;
    for (std::size_t begin = 0; begin < rows.size(); begin += width) {
      whole += static_cast<std::ptrdiff_t>(is_whole(rows.subspan(begin, width), steps));
    }
    if (whole > most) {
      most = whole;
      best = steps;
    }
  }
  return best;
}

}  // namespace

// What companies are sorted by: ‖c‖ over the greatest c, the greatest first, since vectors that are
// spread over many skills have high cosines with most others. Greatest where codes say nothing.
struct DenseIndex::Place {
  float spread;
  CompanyId id;
  double greatest;
};

DenseIndex::DenseIndex(const Catalog& catalog, unsigned threads)
    : skills_(catalog.taxonomy().size()), groups_((skills_ + kGroupSkills - 1) / kGroupSkills) {
  sort_companies(catalog, threads);
  panels_ = (ids_.size() + kPanelCompanies - 1) / kPanelCompanies;
  const std::size_t places = panels_ * kPanelCompanies;
  inverse_scales_.resize(places);
  residuals_.assign(places, 0.0F);
  fine_residuals_.assign(places, 0.0F);
  codes_ = HugeBuffer<std::uint8_t>(panels_ * groups_ * kGroupBytes);
  nibbles_ = HugeBuffer<std::uint8_t>(panels_ * ((groups_ + 1) / 2) * kGroupBytes);
  fine_codes_ = HugeBuffer<std::uint8_t>(places * chunks() * 16);
  for (Bounds* bounds : {&code_bounds_, &nibble_bounds_}) {
    bounds->residual.assign(panels_, 0.0F);
    bounds->length.assign(panels_, 0.0F);
  }
  nibble_scales_.assign(panels_, 1.0F);
  for_each_range(threads, panels_, 1, [&](std::size_t begin, std::size_t end) {
    const std::size_t row = chunks() * 32;
    std::vector<float> rows(kPanelCompanies * row);
    for (std::size_t panel = begin; panel < end; ++panel) fill_panel(catalog, panel, rows);
  });
}

std::size_t DenseIndex::bytes() const noexcept {
  return codes_.bytes() + nibbles_.bytes() + fine_codes_.bytes() + ids_.size() * sizeof(CompanyId) +
         inverse_scales_.size() * (sizeof(double) + 2 * sizeof(float)) +
         panels_ * 5 * sizeof(float);
}

void DenseIndex::sort_companies(const Catalog& catalog, unsigned threads) {
  std::vector<Place> order(catalog.size());
  for_each_range(threads, order.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) {
      const auto id = static_cast<CompanyId>(c);
      const Requirements row = catalog.requirements(id);
      double greatest = 0.0;
      double sum = 0.0;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const Requirement required = row[i];
        const double x = required.importance * required.level;
        greatest = std::max(greatest, x);
        sum += x * x;
      }
      float spread = kNoCodes;
      if (row.size() == 0) spread = -1.0F;
      if (greatest > 1e-140) spread = static_cast<float>(std::sqrt(sum) / greatest);
      order[c] = {spread, id, greatest};
    }
  });
  std::erase_if(order, [](const Place& place) { return place.spread < 0.0F; });
  std::sort(order.begin(), order.end(), [](const Place& a, const Place& b) {
    return a.spread != b.spread ? a.spread > b.spread : a.id < b.id;
  });
  ids_.reserve(order.size());
  inverse_scales_.reserve(order.size());
  for (const Place& place : order) {
    ids_.push_back(place.id);
    inverse_scales_.push_back(place.greatest < kLeastGreatest ? 0.0 : 1.0 / place.greatest);
  }
}

void DenseIndex::fill_panel(const Catalog& catalog, std::size_t panel, std::span<float> rows) {
  std::fill(rows.begin(), rows.end(), 0.0F);
  const std::size_t width = rows.size() / kPanelCompanies;
  const std::size_t first = panel * kPanelCompanies;
  const std::size_t last = std::min(first + kPanelCompanies, ids_.size());
  for (std::size_t place = first; place < last; ++place) {
    if (inverse_scales_[place] == 0.0) {
      residuals_[place] = kNoCodes;
      continue;
    }
    const Requirements row = catalog.requirements(ids_[place]);
    float* out = rows.data() + (place - first) * width;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Requirement required = row[i];
      out[index(required.skill)] =
          static_cast<float>(required.importance * required.level * inverse_scales_[place]);
    }
  }
  fill_codes(panel, rows);
  fill_nibbles(panel, rows);
}

// The rows have been rounded to float, by 2^-24 of a value: over a row at most 2^-24 · ‖c‖, which
// is added to the residual.
void DenseIndex::fill_codes(std::size_t panel, std::span<float> rows) {
  const std::size_t width = rows.size() / kPanelCompanies;
  const float steps = steps_of(rows, width);
  nibble_scales_[panel] = steps;
  std::uint8_t* codes = codes_.data() + panel * groups_ * kGroupBytes;
  for (std::size_t c = 0; c < kPanelCompanies; ++c) {
    const std::size_t place = panel * kPanelCompanies + c;
    const std::span<const float> row = rows.subspan(c * width, width);
    inverse_scales_[place] *= static_cast<double>(steps);
    const Coded bounds = coded(row, steps, kGreatestCode);
    const float length = round_up(std::sqrt(bounds.length));
    if (residuals_[place] != kNoCodes) {
      residuals_[place] = round_up(std::sqrt(bounds.residual) * 1.0001 + 1e-6 * length);
    }
    fill_fine_codes(place, row, steps);
    code_bounds_.residual[panel] = std::max(code_bounds_.residual[panel], residuals_[place]);
    code_bounds_.length[panel] = std::max(code_bounds_.length[panel], length);
    for (std::size_t s = 0; s < groups_ * kGroupSkills; ++s) {
      codes[s / kGroupSkills * kGroupBytes + c * kGroupSkills + s % kGroupSkills] =
          static_cast<std::uint8_t>(nearest(row[s] * steps));
    }
  }
}

void DenseIndex::fill_fine_codes(std::size_t place, std::span<const float> row, float steps) {
  const auto fine = [&](float x) {
    const float off = x * steps - std::min(nearest(x * steps), float{kGreatestCode});
    return std::clamp(nearest(off * 16.0F) + 8.0F, 0.0F, 15.0F);
  };
  const std::span<std::uint8_t> out(fine_codes_.data() + place * chunks() * 16, chunks() * 16);
  for (std::size_t byte = 0; byte < out.size(); ++byte) {
    const std::size_t skill = byte / 16 * 32 + byte % 16;
    out[byte] = static_cast<std::uint8_t>(static_cast<unsigned>(fine(row[skill])) |
                                          static_cast<unsigned>(fine(row[skill + 16])) << 4U);
  }
  std::array<float, 16> square{};
  float length = 0.0F;
  for (std::size_t begin = 0; begin < row.size(); begin += 16) {
    for (std::size_t i = 0; i < 16; ++i) {
      const float x = row[begin + i] * steps;
      const float code = std::min(nearest(x), float{kGreatestCode});
      const float left = (x - code) - (fine(row[begin + i]) - 8.0F) / 16.0F;
      square[i] += left * left;
      length += x * x;
    }
  }
  double sum = 0.0;
  for (const float part : square) sum += static_cast<double>(part);
  fine_residuals_[place] =
      round_up(std::sqrt(sum) * 1.0001 + 1e-6 * std::sqrt(static_cast<double>(length)) * 1.01);
}

void DenseIndex::fill_nibbles(std::size_t panel, std::span<const float> rows) {
  const std::size_t width = rows.size() / kPanelCompanies;
  // One scale for the panel: a bound of all its companies would have to assume the least of theirs.
  // A few large values may well be cut off so that all others have smaller steps. A sample decides.
  constexpr std::size_t kSample = 7;
  float best_steps = kGreatestNibble;
  double least = std::numeric_limits<double>::max();
  for (float steps = 15.0F; steps < 18.0F; steps += 0.4F) {
    double greatest = 0.0;
    for (std::size_t c = 0; c < kPanelCompanies; c += kSample) {
      const Coded bounds = coded(rows.subspan(c * width, width), steps, kGreatestNibble);
      greatest = std::max(greatest, bounds.residual / static_cast<double>(steps * steps));
    }
    if (greatest < least) {
      least = greatest;
      best_steps = steps;
    }
  }
  const std::size_t bytes = (groups_ + 1) / 2 * kGroupBytes;
  std::uint8_t* nibbles = nibbles_.data() + panel * bytes;
  std::memset(nibbles, 0, bytes);
  float residual = 0.0F;
  float length = 0.0F;
  for (std::size_t c = 0; c < kPanelCompanies; ++c) {
    const std::span<const float> row = rows.subspan(c * width, width);
    const Coded bounds = coded(row, best_steps, kGreatestNibble);
    length = std::max(length, round_up(std::sqrt(bounds.length)));
    residual = std::max(residual, round_up(std::sqrt(bounds.residual) * 1.0001 + 1e-6 * length));
    if (residuals_[panel * kPanelCompanies + c] == kNoCodes) residual = kNoCodes;
    for (std::size_t s = 0; s < groups_ * kGroupSkills; ++s) {
      const auto code =
          static_cast<unsigned>(std::min(nearest(row[s] * best_steps), float{kGreatestNibble}));
      const std::size_t group = s / kGroupSkills;
      std::uint8_t& byte = nibbles[group / 2 * kGroupBytes + c * kGroupSkills + s % kGroupSkills];
      byte = static_cast<std::uint8_t>(byte | (code << (group % 2 * 4)));
    }
  }
  nibble_bounds_.residual[panel] = residual;
  nibble_bounds_.length[panel] = length;
  nibble_scales_[panel] /= best_steps;
}

}  // namespace skillmatch
