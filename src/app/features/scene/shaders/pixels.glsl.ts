import { VERTEX_PREAMBLE } from './common.glsl.ts';

/**
 * The input as a sheet of glass with one cell per pixel; the first quad is the sheet itself. While pixels fly from the
 * paper to the sheet, each has one more quad. They start behind the paper, top rows first.
 */
export const PIXEL_VERTEX = /* glsl */ `
${VERTEX_PREAMBLE}
uniform vec3 right;
uniform vec3 up;
uniform vec3 centre;
uniform vec2 sheet;
uniform int selected;
uniform int hovered;
/** Lower if the picked neuron is not connected to this layer. */
uniform float layerOpacity;
/** How much is shown of what raises a neuron: its row of the weights or, if that is -1, a map. */
uniform float lens;
uniform int lensRow;
uniform sampler2D lensWeights;
/** Weight shown in full colour; values of the map are relative to it. */
uniform float lensFull;
uniform sampler2D lensMap;
uniform int count;
uniform int columns;
uniform int rows;
/** How far the flight of all pixels is, 0 to 1. */
uniform float rise;
/** Light in the sheet of pixels that are still on their way. */
uniform float waitingLight;
/** Left, bottom, width and height of the paper in clip space. */
uniform vec4 paper;

out vec2 offset;
flat out float ink;
flat out float shine;
flat out float isSheet;
flat out float highlight;
flat out float light;
/** Colour of what a pixel adds, with its opacity, and whether it lowers the sum. */
flat out vec4 tint;
flat out float isAgainst;

const float WITHOUT_INK = 0.45;
/** One picture alone may be stronger than each of many tiles. */
const float GAIN = 1.6;

float lensOf(int cell) {
  if (lensRow < 0) return texelFetch(lensMap, ivec2(cell, 0), 0).r;
  return texelFetch(lensWeights, ivec2(cell, lensRow), 0).r / lensFull;
}

/** How much light a pixel has in flight. */
const float IN_FLIGHT = 1.25;
/** How much later the last row starts than the first, and how much less than the whole time a row takes. */
const float STAGGER = 0.45;

/** How far the flight of a pixel is, 0 to 1. */
float flightOf(int cell) {
  float row = float(cell / columns) / float(max(1, rows - 1));
  return smoothstep(0.0, 1.0, (1.0 + STAGGER) * rise - STAGGER * row);
}

void main() {
  int quad = gl_VertexID / 6 - 1;
  bool isFlying = quad >= count;
  int cell = isFlying ? quad - count : quad;
  vec2 corner = cornerOf(gl_VertexID);
  isSheet = cell < 0 ? 1.0 : 0.0;
  vec4 at = cell < 0 ? vec4(centre, 0.0) : texelFetch(positions, texelOf(cell), 0);
  ink = cell < 0 ? 0.0 : texelFetch(values, texelOf(cell), 0).r;
  float flight = cell < 0 ? 1.0 : flightOf(cell);
  shine = isFlying ? IN_FLIGHT : 1.0;
  if (isFlying && (ink < 0.02 || flight <= 0.0 || flight >= 1.0)) {
    gl_Position = NOWHERE;
    return;
  }
  if (!isFlying) ink *= mix(waitingLight, 1.0, smoothstep(0.8, 1.0, flight));
  highlight = cell < 0 ? 0.0 : cell == selected ? 1.0 : cell == hovered ? 0.6 : 0.0;
  vec2 reach = cell < 0 ? sheet : vec2(at.w * (1.0 + 0.4 * highlight));
  // Larger than the shape, so that its edge can fade out: there is no multisampling.
  offset = corner * (cell < 0 ? 1.02 : 1.12);
  vec3 corner3 = at.xyz + right * offset.x * reach.x + up * offset.y * reach.y;
  gl_Position = projection * vec4(corner3, 1.0);
  light = clarity(gl_Position.w) * max(layerOpacity, highlight);
  tint = vec4(0.0);
  isAgainst = 0.0;
  if (cell >= 0 && !isFlying && lens > 0.0) {
    float weight = clamp(GAIN * lensOf(cell), -1.0, 1.0);
    // On ink even a small one is told from the ink's grey.
    float strength = pow(abs(weight), mix(1.0, 0.5, ink));
    tint.rgb = colourOf(weight < 0.0 ? -strength : strength).rgb;
    tint.a = lens * pow(strength, 0.8) * mix(WITHOUT_INK, 1.0, ink);
    isAgainst = weight < 0.0 ? 1.0 : 0.0;
  }
  if (gl_Position.w < 0.02) gl_Position = NOWHERE;
  else if (isFlying) {
    vec2 place = vec2(float(cell % columns), float(rows - 1 - cell / columns)) + 0.5 + 0.5 * offset;
    vec2 onPaper = paper.xy + paper.zw * place / vec2(float(columns), float(rows));
    gl_Position.xy = mix(onPaper * gl_Position.w, gl_Position.xy, flight);
  }
}
`;

export const PIXEL_FRAGMENT = /* glsl */ `
precision highp float;

uniform vec3 inkColour;
uniform vec3 cellColour;
uniform float cellOpacity;
uniform vec4 sheetColour;
uniform vec4 edgeColour;
uniform float lens;

in vec2 offset;
flat in float ink;
flat in float shine;
flat in float isSheet;
flat in float highlight;
flat in float light;
flat in vec4 tint;
flat in float isAgainst;
out vec4 result;

/** How much of the ink is left below the colours. */
const float INK_BELOW = 0.55;
/** Radius of what lowers the sum, in half cells: round, so that it can be distinguished without colour. */
const float DISC = 0.86;

void main() {
  // Distance from the edge inwards, in screen pixels.
  vec2 inside = (1.0 - abs(offset)) / max(fwidth(offset), 1e-6);
  float depth = min(inside.x, inside.y);
  float shape = clamp(depth + 0.5, 0.0, 1.0) * light;
  if (isSheet > 0.5) {
    vec4 tint = mix(edgeColour, sheetColour, smoothstep(0.5, 1.6, depth));
    result = vec4(tint.rgb * tint.a, tint.a) * shape;
    return;
  }
  float shownInk = ink * mix(1.0, INK_BELOW, lens);
  float opacity = mix(cellOpacity, 1.0, max(shownInk, highlight));
  vec3 colour = mix(cellColour, inkColour, max(shownInk, highlight * 0.5)) * shine;
  float disc = clamp((DISC - length(offset)) / max(fwidth(length(offset)), 1e-6) + 0.5, 0.0, 1.0);
  float tinted = tint.a * mix(1.0, disc, isAgainst);
  result = mix(vec4(colour * opacity, opacity), vec4(tint.rgb, 1.0), tinted) * shape;
}
`;
