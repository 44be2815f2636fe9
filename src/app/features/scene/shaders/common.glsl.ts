/** Texels in a row of the textures that hold one texel per neuron. */
export const TEXTURE_WIDTH = 128;

/** Where a neuron, by its index among all, is in the textures with one texel per neuron. */
export const TEXEL_OF = /* glsl */ `
ivec2 texelOf(int neuron) {
  return ivec2(neuron % ${TEXTURE_WIDTH}, neuron / ${TEXTURE_WIDTH});
}
`;

/** Colours of signals, for any shader with `uniform sampler2D ramp`. */
export const COLOUR_OF = /* glsl */ `
/** Colour of a signal from -1 to 1, with its strength in alpha. */
vec4 colourOf(float signal) {
  float at = clamp(signal, -1.0, 1.0) * 0.5 + 0.5;
  return texelFetch(ramp, ivec2(int(at * 254.0 + 0.5), 0), 0);
}
`;

/** The start of every vertex shader of the scene: positions and values of neurons, and common functions. */
export const VERTEX_PREAMBLE = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;

uniform mat4 projection;
/** Size of the drawing buffer, and its pixels per CSS pixel. */
uniform vec2 viewport;
uniform float pixelRatio;
/** Nearest and farthest depth of the network. */
uniform vec2 depthRange;
uniform sampler2D positions;
uniform sampler2D values;
uniform sampler2D ramp;

const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);

${TEXEL_OF}
/** Corner of a quad, from (-1, -1) to (1, 1); six vertices per quad. */
vec2 cornerOf(int vertex) {
  int corner = vertex % 6;
  return vec2(corner == 1 || corner == 2 || corner == 4 ? 1.0 : -1.0,
              corner == 2 || corner == 4 || corner == 5 ? 1.0 : -1.0);
}

/** Brightness factor at a depth: distant things are a little fainter. */
float clarity(float depth) {
  float far = clamp((depth - depthRange.x) / max(1e-3, depthRange.y - depthRange.x), 0.0, 1.0);
  return mix(1.0, 0.62, far);
}
${COLOUR_OF}`;
