// Counts what happens on a page: events that it was told, tasks that held it up, frames that it missed, keys that waited.
(() => {
  const FRAME = 1000 / 60;
  const none = () => ({ told: 0, longTasks: 0, longestTask: 0, frames: 0, missed: 0, slowestKey: 0 });
  let counted = none();
  let last = 0;

  new PerformanceObserver((list) => list.getEntries().forEach((task) => {
    counted.longTasks += 1;
    counted.longestTask = Math.max(counted.longestTask, task.duration);
  })).observe({ type: "longtask" });
  new PerformanceObserver((list) => list.getEntries().filter((it) => it.name === "keydown").forEach((key) => {
    counted.slowestKey = Math.max(counted.slowestKey, key.duration);
  })).observe({ type: "event", durationThreshold: 16 });

  const Source = window.EventSource;
  window.EventSource = class extends Source {
    constructor(...terms) {
      super(...terms);
      this.addEventListener("queue", () => { counted.told += 1; });
    }
  };

  const frame = (now) => {
    if (last !== 0) {
      counted.frames += 1;
      counted.missed += Math.max(0, Math.round((now - last) / FRAME) - 1);
    }
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  window.watch = {
    begin: () => { counted = none(); last = 0; },
    counted: () => counted,
  };
})();
