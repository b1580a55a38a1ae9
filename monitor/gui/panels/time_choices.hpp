// The intervals and spans that menus offer.
#pragma once

#include <array>
#include <chrono>

namespace perfdata::monitor {

constexpr std::array sample_intervals{std::chrono::milliseconds(100),    std::chrono::milliseconds(250),
                                      std::chrono::milliseconds(500),    std::chrono::milliseconds(1000),
                                      std::chrono::milliseconds(2000),   std::chrono::milliseconds(5000),
                                      std::chrono::milliseconds(10'000), std::chrono::milliseconds(60'000)};

constexpr std::array shown_spans{
    std::chrono::seconds(10),     std::chrono::seconds(60),     std::chrono::seconds(120),
    std::chrono::seconds(300),    std::chrono::seconds(900),    std::chrono::seconds(3600),
    std::chrono::seconds(14'400), std::chrono::seconds(86'400), std::chrono::seconds(604'800)};

}  // namespace perfdata::monitor
