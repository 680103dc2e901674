//! How long answers take as more members come, as a picture (SVG).

use super::day::{DayReport, Rung};
use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 380.0;
const LEFT: f64 = 64.0;
const BOTTOM: f64 = 52.0;
const TOP: f64 = 40.0;
const RIGHT: f64 = 24.0;
/// The axis of time, in milliseconds, each ten times the former.
const DECADES: [f64; 4] = [1.0, 10.0, 100.0, 1_000.0];

/// Two lines over the offered rate, the middle and the 99th of a hundred; time is logarithmic.
pub fn draw(report: &DayReport) -> String {
    let most = report.ramp.iter().map(|rung| rung.offered).fold(1.0, f64::max);
    let x = |rate: f64| LEFT + rate / most * (WIDTH - LEFT - RIGHT);
    let y = |ms: f64| {
        let share = ms.clamp(1.0, 1_000.0).log10() / 3.0;
        HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\">\n\
         <title>Milliseconds until the answer, by requests a second</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n"
    );
    let mut line = |text: std::fmt::Arguments<'_>| {
        // Writing to a string cannot fail.
        let _ = writeln!(svg, "{text}");
    };
    let (left, right) = (LEFT, WIDTH - RIGHT);
    for ms in DECADES {
        let at = y(ms);
        line(format_args!("<path d=\"M{left} {at:.1}H{right}\" stroke=\"#d9dde3\"/>"));
        line(format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#4a5361\">{ms:.0} ms</text>",
            left - 8.0,
            at + 4.0
        ));
    }
    for nth in 0..=4_u8 {
        let rate = most * f64::from(nth) / 4.0;
        let (at, below) = (x(rate), HEIGHT - BOTTOM + 20.0);
        line(format_args!(
            "<text x=\"{at:.1}\" y=\"{below:.1}\" text-anchor=\"middle\" fill=\"#4a5361\">{rate:.0}</text>"
        ));
    }
    let (knee, top, bottom) = (x(report.knee), TOP, HEIGHT - BOTTOM);
    line(format_args!("<path d=\"M{knee:.1} {top}V{bottom}\" stroke=\"#2f7d4f\" stroke-dasharray=\"4 4\"/>"));
    let slow: fn(&Rung) -> f64 = |rung| rung.p99_ms;
    let lines = [("99 of 100 answers within", "#b3452c", slow), ("half of them within", "#2457a6", |rung| rung.p50_ms)];
    for (name, colour, value) in lines {
        let points: Vec<String> =
            report.ramp.iter().map(|rung| format!("{:.1},{:.1}", x(rung.offered), y(value(rung)))).collect();
        line(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\"/>",
            points.join(" ")
        ));
        if let Some(first) = report.ramp.first() {
            let (at, above) = (x(first.offered), y(value(first)) - 10.0);
            line(format_args!("<text x=\"{at:.1}\" y=\"{above:.1}\" fill=\"{colour}\">{name}</text>"));
        }
    }
    let (title, under) = (TOP - 18.0, HEIGHT - 10.0);
    line(format_args!(
        "<text x=\"{left}\" y=\"{title:.1}\" fill=\"#1a212b\">{} people, {}: {:.0} requests a second before 99 of 100 take over 60 ms</text>",
        report.size.members, report.database, report.knee
    ));
    line(format_args!(
        "<text x=\"{right}\" y=\"{under:.1}\" text-anchor=\"end\" fill=\"#4a5361\">requests a second</text>"
    ));
    svg += "</svg>\n";
    svg
}
