// A catalog in which nearly every company requires nearly every skill, laid out for the dense scan:
// the requirement vectors c = a·r as codes, independent of any model.
//
// c ≈ σ·u with u in 0 … 255 and one scale σ a company, and a second time with u in 0 … 15 for a
// scan of half as many bytes. For those that come near, c ≈ σ·(u + t/16 − 1/2) with t in 0 … 15.
// Companies are sorted by ‖c‖/σ, so that those of a panel need about the same sum of products to
// reach a score.
#pragma once

#include "huge_buffer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <skillmatch/catalog.h>

namespace skillmatch {

class DenseIndex {
 public:
  // `threads` ≥ 1 build it.
  DenseIndex(const Catalog& catalog, unsigned threads);

  std::size_t bytes() const noexcept;
  std::size_t skills() const noexcept { return skills_; }
  std::size_t groups() const noexcept { return groups_; }  // of 4 skills, the last one padded
  std::size_t panels() const noexcept { return panels_; }
  std::size_t companies() const noexcept { return ids_.size(); }  // that require something

  // By place: panel · 64 + company. Places from companies() on are empty: codes 0.
  CompanyId id(std::size_t place) const noexcept { return ids_[place]; }
  double inverse_scale(std::size_t place) const noexcept { return inverse_scales_[place]; }
  float residual(std::size_t place) const noexcept { return residuals_[place]; }  // ‖c/σ − u‖
  float fine_residual(std::size_t place) const noexcept { return fine_residuals_[place]; }
  std::size_t chunks() const noexcept { return (groups_ + 7) / 8; }  // of 32 skills, 16 bytes of t
  const std::uint8_t* fine_codes(std::size_t place) const noexcept {
    return fine_codes_.data() + place * chunks() * 16;
  }

  const std::uint8_t* codes() const noexcept { return codes_.data(); }
  const std::uint8_t* nibbles() const noexcept { return nibbles_.data(); }

  // Bounds of all companies of a panel, in units of its codes.
  struct Bounds {
    std::vector<float> residual;  // ‖c/σ − u‖
    std::vector<float> length;    // ‖u‖
  };
  const Bounds& code_bounds() const noexcept { return code_bounds_; }
  const Bounds& nibble_bounds() const noexcept { return nibble_bounds_; }
  // σ of the nibbles over σ of the codes, one a panel.
  std::span<const float> nibble_scales() const noexcept { return nibble_scales_; }

 private:
  struct Place;
  void sort_companies(const Catalog& catalog, unsigned threads);
  void fill_panel(const Catalog& catalog, std::size_t panel, std::span<float> rows);
  void fill_codes(std::size_t panel, std::span<float> rows);
  void fill_fine_codes(std::size_t place, std::span<const float> row, float steps);
  void fill_nibbles(std::size_t panel, std::span<const float> rows);

  std::size_t skills_;
  std::size_t groups_;
  std::size_t panels_ = 0;
  std::vector<CompanyId> ids_;
  std::vector<double> inverse_scales_;
  std::vector<float> residuals_;
  std::vector<float> fine_residuals_;
  HugeBuffer<std::uint8_t> codes_;
  HugeBuffer<std::uint8_t> nibbles_;
  HugeBuffer<std::uint8_t> fine_codes_;
  Bounds code_bounds_;
  Bounds nibble_bounds_;
  std::vector<float> nibble_scales_;
};

}  // namespace skillmatch
