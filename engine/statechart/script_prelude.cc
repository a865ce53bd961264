#include "engine/statechart/script_prelude.h"

namespace norma::statechart {

const std::string_view kScriptPrelude = R"js(
(function (g, freezes) {
  'use strict';
  var define = Object.defineProperty, names = Object.getOwnPropertyNames, keys = Object.keys;
  var isArray = Array.isArray, isFrozen = Object.isFrozen, freeze = Object.freeze, proto = Object.getPrototypeOf;
  var stringify = JSON.stringify, parse = JSON.parse, toText = String;
  var DateType = Date, ErrorType = Error, StringType = String, NumberType = Number, BooleanType = Boolean;
  var getTime = Date.prototype.getTime;
  var getOwn = Object.getOwnPropertyDescriptor, limit = 64;

  function Element(name, attributes, children) {
    this.tagName = this.nodeName = this.localName = name;
    this.attributes = attributes;
    this.childNodes = children;
  }
  function escaped(text) {
    return toText(text).split('&').join('&amp;').split('<').join('&lt;').split('"').join('&quot;');
  }
  define(Element.prototype, 'getAttribute', { value: function (name) {
    return this.attributes.hasOwnProperty(name) ? this.attributes[name] : null;
  } });
  define(Element.prototype, 'getElementsByTagName', { value: function (name) {
    var found = [];
    (function look(element) {
      element.childNodes.forEach(function (child) {
        if (!(child instanceof Element)) return;
        if (name === '*' || child.tagName === name) found.push(child);
        look(child);
      });
    })(this);
    return found;
  } });
  define(Element.prototype, 'textContent', { get: function () {
    return this.childNodes.map(function (child) {
      return child instanceof Element ? child.textContent : child;
    }).join('');
  } });
  define(Element.prototype, 'documentElement', { get: function () { return this; } });
  define(Element.prototype, 'toString', { value: function () {
    var self = this, space = this.namespaceURI ? ' xmlns="' + escaped(this.namespaceURI) + '"' : '';
    return '<' + this.tagName + space + keys(this.attributes).map(function (name) {
      return ' ' + name + '="' + escaped(self.attributes[name]) + '"';
    }).join('') + '>' + this.childNodes.map(function (child) {
      return child instanceof Element ? child.toString() : escaped(child);
    }).join('') + '</' + this.tagName + '>';
  } });

  function put(object, name, value) {
    define(object, name, { value: value, writable: true, enumerable: true, configurable: true });
  }
  function reserved(object) {
    var all = keys(object);
    return all.length === 1 && all[0].charAt(0) === '$';
  }

  function packed(value, depth) {
    if (depth > limit) throw new RangeError('the value is nested too deeply or holds itself');
    switch (typeof value) {
      case 'undefined': return { $undef: 1 };
      case 'number':
        if (value !== value) return { $num: 'NaN' };
        if (value === Infinity || value === -Infinity) return { $num: toText(value) };
        return value === 0 && 1 / value < 0 ? { $num: '-0' } : value;
      case 'function': return { $fn: 1 };
      case 'symbol': return { $undef: 1 };
      case 'object': break;
      default: return value;
    }
    if (value === null) return null;
    if (isArray(value)) {
      if (value.length > 1000000) throw new RangeError('the array is too long');
      var list = [];
      for (var i = 0; i < value.length; ++i) list[i] = packed(value[i], depth + 1);
      return list;
    }
    if (value instanceof Element) return { $xml: packedElement(value, depth + 1) };
    if (value instanceof DateType) return { $date: packed(getTime.call(value), depth + 1) };
    if (value instanceof StringType || value instanceof NumberType || value instanceof BooleanType) {
      return packed(value.valueOf(), depth + 1);
    }
    var object = {};
    if (value instanceof ErrorType) {
      put(object, 'name', toText(value.name));
      put(object, 'message', toText(value.message));
      return object;
    }
    keys(value).forEach(function (name) {
      if (typeof value[name] !== 'function') put(object, name, packed(value[name], depth + 1));
    });
    return reserved(object) ? { $obj: object } : object;
  }
  function packedElement(element, depth) {
    if (depth > limit) throw new RangeError('the element is nested too deeply');
    var parts = [element.tagName, element.attributes, element.childNodes.map(function (child) {
      return child instanceof Element ? { $xml: packedElement(child, depth + 1) } : child;
    })];
    if (element.namespaceURI) parts[3] = element.namespaceURI;
    return parts;
  }

  function unpacked(value) {
    if (value === null || typeof value !== 'object') return value;
    if (isArray(value)) {
      for (var i = 0; i < value.length; ++i) value[i] = unpacked(value[i]);
      return value;
    }
    var all = keys(value);
    if (all.length === 1 && all[0].charAt(0) === '$') {
      var content = value[all[0]];
      switch (all[0]) {
        case '$undef': case '$fn': return undefined;
        case '$num': return NumberType(content);
        case '$date': return new DateType(unpacked(content));
        case '$xml': return unpackedElement(content);
        case '$obj': value = content; all = keys(value);
      }
    }
    all.forEach(function (name) { put(value, name, unpacked(value[name])); });
    return value;
  }
  function unpackedElement(parts) {
    var element = new Element(parts[0], parts[1], parts[2].map(function (child) {
      return typeof child === 'string' ? child : unpackedElement(child.$xml);
    }));
    if (parts[3]) define(element, 'namespaceURI', { value: parts[3] });
    return element;
  }

  ['Duktape', 'Proxy', 'Reflect', 'performance', 'TextEncoder', 'TextDecoder', 'CBOR', 'Buffer', 'ArrayBuffer', 'DataView',
   'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
   'Float32Array', 'Float64Array'].forEach(function (name) { delete g[name]; });

  if (freezes) {
    (function seal(object) {
      if (object === null || object === g || (typeof object !== 'object' && typeof object !== 'function')) return;
      if (isFrozen(object)) return;
      freeze(object);
      seal(proto(object));
      names(object).forEach(function (name) {
        var property = getOwn(object, name);
        seal(property.value);
        seal(property.get);
        seal(property.set);
      });
    })({ all: names(g).map(function (name) { return g[name]; }), element: Element, f: function () {} });
  }
  names(g).forEach(function (name) {
    if (getOwn(g, name).configurable) define(g, name, { writable: false, configurable: false });
  });

  return {
    pack: function (value) { return stringify(packed(value, 0)); },
    unpack: function (text) { return unpacked(parse(text)); },
    copy: function (collection) {
      if (isArray(collection)) return collection.slice();
      if (collection === null || typeof collection !== 'object') throw new TypeError('this is no collection');
      if (collection instanceof Element || collection instanceof DateType) throw new TypeError('this is no collection');
      return keys(collection).map(function (name) { return collection[name]; });
    },
    dump: function () {
      var list = [];
      keys(g).forEach(function (name) {
        var value = g[name];
        list[list.length] = name;
        list[list.length] = typeof value === 'function' ? null : stringify(packed(value, 0));
      });
      return list;
    },
    clear: function () {
      var all = keys(g), gone = true;
      for (var i = 0; i < all.length; ++i) {
        if (!getOwn(g, all[i]).configurable) gone = false;
        else delete g[all[i]];
      }
      return gone;
    },
    text: function (value) {
      if (value === null || typeof value !== 'object' || value instanceof Element) return toText(value);
      if (value instanceof ErrorType || value instanceof DateType || value instanceof StringType) return toText(value);
      return stringify(packed(value, 0));
    }
  };
})
)js";

}  // namespace norma::statechart
