#include <perfdata/recording/pdh_log.hpp>

namespace perfdata {
namespace {

class pdh_log_writer final : public counter_log_writer {
 public:
  pdh_log_writer(std::unique_ptr<output_file> out, pdh_format format, pdh_zone zone)
      : out_(std::move(out)), format_(format), zone_(std::move(zone)) {}

  bool columns_come_first() const noexcept override { return true; }

  result<void> write(std::span<const log_column> columns, const log_sample& sample) override {
    if (!begun_) begin(columns);
    values_.assign(width_, std::nullopt);
    for (std::size_t i = 0; i < width_ && i < sample.values.size(); ++i) values_[i] = sample.values[i].value;
    append_pdh_line(out_->text(), format_, to_local(sample.time, std::chrono::minutes(zone_.bias_minutes)),
                    values_);
    return out_->write();
  }

  result<void> finish(std::span<const log_column> columns) override {
    if (!begun_) begin(columns);
    return out_->flush();
  }

 private:
  void begin(std::span<const log_column> columns) {
    std::vector<std::string> paths;
    for (const auto& column : columns) paths.push_back(column.path);
    width_ = paths.size();
    out_->text() += pdh_header(format_, zone_, paths);
    begun_ = true;
  }

  std::unique_ptr<output_file> out_;
  pdh_format format_;
  pdh_zone zone_;
  bool begun_ = false;
  std::size_t width_ = 0;
  std::vector<std::optional<double>> values_;
};

}  // namespace

std::unique_ptr<counter_log_writer> write_pdh_log(std::unique_ptr<output_file> out, pdh_format format,
                                                  const pdh_zone& zone) {
  return std::make_unique<pdh_log_writer>(std::move(out), format, zone);
}

}  // namespace perfdata
