/** A sheet of paper, 16 by 16 pixels: what a glance at the tab sees is nothing. */
export const ICON =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAgMAAABinRfyAAAADFBMVEUAAAD6+veMjIeWlpHNJD/5AAAAAXRSTlMAQObYZgAAAB1JREFUeNpjYAABplWrGhiYQkNRiPq/JHBBBoAAABcTFDMHdg2lAAAAAElFTkSuQmCC";
