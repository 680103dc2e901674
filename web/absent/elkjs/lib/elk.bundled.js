/** Asked for only by diagrams that name this engine in their settings. */
export default class Absent {
  layout() {
    return Promise.reject(new Error("The layout engine ELK is not part of this program."));
  }
}
