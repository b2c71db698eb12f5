// Products and vectors that neither overflow nor vanish: exact scaling by powers of two.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace skillmatch {

// mantissa · 2^exponent, with mantissa 0 or in [1/2, 1).
struct Scaled {
  double mantissa = 0.0;
  std::int64_t exponent = 0;
};

// The product of finite factors, rounded once a multiplication as the plain product is, but with no
// limit on the exponent.
inline Scaled scaled_product(std::initializer_list<double> factors) noexcept {
  Scaled product{0.5, 1};
  for (const double factor : factors) {
    int exponent = 0;
    product.mantissa *= std::frexp(factor, &exponent);
    product.exponent += exponent;
    product.mantissa = std::frexp(product.mantissa, &exponent);
    product.exponent += exponent;
  }
  return product;
}

// x · 2^exponent; 0 or infinity where a double ends.
inline double scale(double x, std::int64_t exponent) noexcept {
  return std::scalbln(x, static_cast<long>(exponent));
}

// √Σ x², one after the other.
inline double plain_norm(std::span<const double> x) noexcept {
  double sum = 0.0;
  for (const double value : x) sum += value * value;
  return std::sqrt(sum);
}

// Vectors of this size are as good as scaled: within 2^±64 the sum of a million squares stays
// within 2^±148, and the product of two such vectors, times a further factor (λ, or û/r) of at
// least 2^-800, still has all its digits.
inline bool is_moderate(double x) noexcept { return x >= 0x1p-64 && x <= 0x1p+64; }

// Scales products of two views of one vector (`plain(i)` and `scaled(i)` give the same product) by
// the power of two that brings the greatest into [1/2, 1), into `out`, and returns the exponent
// taken away. Moderate vectors are left as they are and 0 is returned: a common power of two
// cancels exactly in a cosine and a coverage, so both ways give the same bits, and this one costs
// no frexp (building a scorer of 4 million requirements is 5 times as fast).
template <typename Plain, typename ScaledProduct>
std::int64_t scale_products(std::span<double> out, Plain plain, ScaledProduct scaled) noexcept {
  bool moderate = true;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = plain(i);
    moderate = moderate && (is_moderate(out[i]) || scaled(i).mantissa == 0.0);
  }
  if (moderate) return 0;
  bool any = false;
  std::int64_t greatest = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Scaled s = scaled(i);
    if (s.mantissa == 0.0) continue;
    if (!any || s.exponent > greatest) greatest = s.exponent;
    any = true;
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Scaled s = scaled(i);
    out[i] = s.mantissa == 0.0 ? 0.0 : scale(s.mantissa, s.exponent - greatest);
  }
  return greatest;
}

}  // namespace skillmatch
